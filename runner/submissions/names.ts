/** What the name of a file or folder says about who handed it in. */
export interface Token {
  /** The name as it was, without what a learning platform added. */
  readonly label: string
  /** What the platform knows the person or the attempt by. */
  readonly platformId: string | undefined
  /** What comes after the platform's own part: the name of the file as the person had it. */
  readonly rest: string
  /** The platform marked it as late. */
  readonly late: boolean
}

/**
 * Reads the names that bulk downloads have.
 *
 * Moodle: `Jane Smith_123456_assignsubmission_file_/…` or `Jane Smith_123456_assignsubmission_file_name.zip`.
 * Canvas: `smithjane_LATE_1234_56789_name.zip`, with `-1` at its end when it was handed in again.
 */
export function readToken(name: string): Token {
  const moodle = /^(.+?)_(\d+)_assignsubmission_[a-z]+_?(.*)$/i.exec(name)
  if (moodle) {
    const [, label = '', platformId, rest = ''] = moodle
    return { label, platformId, rest, late: false }
  }
  const canvas = /^([^_]+)(_LATE)?_(\d+)_(\d+)_(.*)$/.exec(name)
  if (canvas) {
    const [, label = '', late, platformId, , rest = ''] = canvas
    return { label, platformId, rest, late: late !== undefined }
  }
  return { label: name, platformId: undefined, rest: '', late: false }
}

/** The same for `Jane Smith`, `smithjane`, `Smith, Jane` and `SMITH_JANE`; letters of any script count. */
export function sameName(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.length === 0 || b.length === 0) return false
  if (a.toSorted().join(' ') === b.toSorted().join(' ')) return true
  const [glued, words] = a.length === 1 ? [a[0] ?? '', b] : [b.join(''), a]
  return (a.length === 1 || b.length === 1) && isGluedOf(glued, words)
}

/** Whether `glued` is the words in some order without a space; names have few words. */
function isGluedOf(glued: string, words: readonly string[]): boolean {
  if (words.length === 0) return glued === ''
  return words.some(
    (word, index) =>
      glued.startsWith(word) &&
      isGluedOf(
        glued.slice(word.length),
        words.filter((_, at) => at !== index),
      ),
  )
}

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)

const MOST_WORDS = 6
