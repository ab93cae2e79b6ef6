import type { ExpectedLine } from './lines.ts'

/** What stands side by side in a picture of two runs. One of the two may be missing. */
export interface ComparedRow {
  readonly expected: ExpectedLine | undefined
  readonly actual: ExpectedLine | undefined
  readonly same: boolean
}

/**
 * Puts two lists of lines side by side, neither of them reordered, so that as little as possible
 * differs: equal lines face each other, then lines of the same text at different moments, then lines
 * of the same moment. What is left stands alone, in order of time.
 */
export function align(
  expected: readonly ExpectedLine[],
  actual: readonly ExpectedLine[],
): readonly ComparedRow[] {
  // The common beginning first: the first difference is to come as late as it can.
  const shorter = Math.min(expected.length, actual.length)
  const head = countWhile(shorter, (i) => cost(expected[i], actual[i]) === 0)
  const tail = countWhile(
    shorter - head,
    (i) => cost(expected[expected.length - 1 - i], actual[actual.length - 1 - i]) === 0,
  )
  const middle = alignDifferent(
    expected.slice(head, expected.length - tail),
    actual.slice(head, actual.length - tail),
  )
  const equal = (from: number, offset: number, count: number): ComparedRow[] =>
    Array.from({ length: count }, (_, i) => row(expected[from + i], actual[from + offset + i]))
  return [
    ...equal(0, 0, head),
    ...middle,
    ...equal(expected.length - tail, actual.length - expected.length, tail),
  ]
}

/** The cheapest alignment, found backwards in a table of costs and read off forwards. */
function alignDifferent(
  expected: readonly ExpectedLine[],
  actual: readonly ExpectedLine[],
): readonly ComparedRow[] {
  const [height, width] = [expected.length, actual.length]
  if (height * width > MOST_CELLS) return sideBySide(expected, actual)
  const table = new Int32Array((height + 1) * (width + 1))
  const rest = (i: number, j: number): number => table[i * (width + 1) + j] ?? 0
  const paired = (i: number, j: number): number =>
    i < height && j < width ? cost(expected[i], actual[j]) + rest(i + 1, j + 1) : Infinity
  const skipped = (i: number, j: number): number =>
    ALONE + Math.min(i < height ? rest(i + 1, j) : Infinity, j < width ? rest(i, j + 1) : Infinity)
  for (let i = height; i >= 0; i--) {
    for (let j = width; j >= 0; j--) {
      if (i < height || j < width)
        table[i * (width + 1) + j] = Math.min(paired(i, j), skipped(i, j))
    }
  }

  const rows: ComparedRow[] = []
  let [i, j, lonelyFrom, lonelyTo] = [0, 0, 0, 0]
  const flush = (): void => {
    rows.push(...alone(expected.slice(lonelyFrom, i), actual.slice(lonelyTo, j)))
  }
  while (i < height || j < width) {
    if (rest(i, j) === paired(i, j)) {
      flush()
      rows.push(row(expected[i++], actual[j++]))
      ;[lonelyFrom, lonelyTo] = [i, j]
    } else if (i < height && rest(i, j) === ALONE + rest(i + 1, j)) i++
    else j++
  }
  flush()
  return rows
}

/** Lines without a partner, in order of time. */
function alone(
  expected: readonly ExpectedLine[],
  actual: readonly ExpectedLine[],
): readonly ComparedRow[] {
  const rows: ComparedRow[] = []
  const [theirs, ours] = [[...expected], [...actual]]
  for (;;) {
    const [next, other] = [theirs[0], ours[0]]
    if (!next && !other) return rows
    const takesExpected = next && (!other || next.at <= other.at)
    rows.push(takesExpected ? row(theirs.shift(), undefined) : row(undefined, ours.shift()))
  }
}

function sideBySide(
  expected: readonly ExpectedLine[],
  actual: readonly ExpectedLine[],
): readonly ComparedRow[] {
  return Array.from({ length: Math.max(expected.length, actual.length) }, (_, i) =>
    row(expected[i], actual[i]),
  )
}

const row = (
  expected: ExpectedLine | undefined,
  actual: ExpectedLine | undefined,
): ComparedRow => ({ expected, actual, same: cost(expected, actual) === 0 })

/** What it costs to put two lines side by side, in the units of {@link ALONE}. */
function cost(expected: ExpectedLine | undefined, actual: ExpectedLine | undefined): number {
  if (!expected || !actual) return Infinity
  const [sameText, sameTime] = [expected.text === actual.text, expected.at === actual.at]
  if (sameText) return sameTime ? 0 : ALONE
  return sameTime ? ALONE + 1 : Infinity
}

function countWhile(most: number, holds: (index: number) => boolean): number {
  let count = 0
  while (count < most && holds(count)) count++
  return count
}

/** Two lines that stand alone cost twice this, so that a pair of equal texts is cheaper. */
const ALONE = 2

/** Beyond this many cells of the table, lines are just put side by side: such a picture is folded anyway. */
const MOST_CELLS = 4_000_000
