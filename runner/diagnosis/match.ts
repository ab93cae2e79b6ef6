import type { Clue } from '../diagnosis.ts'
import { lettersApart } from './broken.ts'

/** The texts that the failing check asks for, each as often as it should come; `exact` when no more often. */
export function textsAskedFor({ check }: Clue): {
  readonly exact: boolean
  readonly texts: readonly string[]
} {
  switch (check?.kind) {
    case 'print':
      return { exact: true, texts: check.expected.map(({ text }) => text) }
    case 'print-sequence':
      return { exact: true, texts: check.texts }
    case 'print-before':
      return { exact: false, texts: [check.first, check.second] }
    case 'print-by':
      return { exact: false, texts: [check.text] }
    default:
      return { exact: false, texts: [] }
  }
}

export const countOf = (text: string, texts: readonly string[]): number =>
  texts.filter((other) => other === text).length

/** A line that came at another moment than it should, as the `index`-th line of the run. */
interface Astray {
  readonly index: number
  readonly at: number
  readonly wanted: number
}

/**
 * Where the run leaves its picture, when all of the texts are right: up to that moment every line was
 * in time. The k-th line of a text belongs to the k-th that was expected of that text, whatever was
 * printed between them.
 */
export function firstAstray({ check, run }: Clue): Astray | undefined {
  if (check?.kind !== 'print' || run.lines.length !== check.expected.length) return undefined
  const left = [...check.expected]
  const astray: Astray[] = []
  for (const [index, { text, at }] of run.lines.entries()) {
    const place = left.findIndex((line) => line.text === text)
    const [line] = place < 0 ? [] : left.splice(place, 1)
    if (!line) return undefined
    if (line.at !== at) astray.push({ index, at, wanted: line.at })
  }
  const moment = ({ at, wanted }: Astray): number => Math.min(at, wanted)
  // What came is told before what did not.
  return astray.toSorted((a, b) => moment(a) - moment(b) || a.at - b.at)[0]
}

/**
 * Whether somebody probably meant `want` and wrote `got`: another case, other signs, a few other
 * letters, other numbers, one other word, or words too many or too few. Where other lines are allowed
 * only case and signs count.
 */
export function isNear(got: string, want: string, { exact }: { readonly exact: boolean }): boolean {
  const [a, b] = [plain(got), plain(want)]
  if (a === '' || b === '') return false
  if (a === b || !exact) return a === b
  if (` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `)) return true
  if (a.replace(NUMBERS, '0') === b.replace(NUMBERS, '0')) return true
  return (
    isOneWordApart(a.split(' '), b.split(' ')) ||
    lettersApart(a, b) <= Math.floor(Math.max(a.length, b.length) / LETTERS_PER_SLIP)
  )
}

const isOneWordApart = (a: readonly string[], b: readonly string[]): boolean =>
  a.length >= FEWEST_WORDS &&
  a.length === b.length &&
  a.filter((word, index) => word !== b[index]).length === 1

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const NUMBERS = /\d+/g

/** In a shorter text one other word makes another text. */
const FEWEST_WORDS = 3

/** One letter in so many may be another. */
const LETTERS_PER_SLIP = 4
