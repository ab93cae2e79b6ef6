/**
 * The part of a huge text that is worth showing: its beginning, or where it begins to differ from
 * `other`. A run may print a line of a million characters, and to measure it all would take seconds.
 */
export function excerpt(text: string, other = ''): string {
  if (text.length <= MOST) return text
  const common = commonBeginning(text, other)
  const from = common < text.length && common > MOST / 2 ? common - MOST / 2 : 0
  const end = from + MOST < text.length ? '…' : ''
  return `${from > 0 ? '…' : ''}${text.slice(from, from + MOST)}${end}`
}

/** How many elements two lists have in common before they differ. */
export function commonBeginning(one: ArrayLike<string>, other: ArrayLike<string>): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

/** More characters than a terminal is wide. */
const MOST = 250
