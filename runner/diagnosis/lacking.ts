import type { Clue, Numbers } from '../diagnosis.ts'
import type { Check } from '../evidence.ts'
import { lettersApart } from './broken.ts'
import { countOf, isNear, textsAskedFor } from './match.ts'
import { shorten } from './values.ts'

/** The first text that came less often than it should, or not at all. */
export function lacking(
  clue: Clue,
): { readonly text: string; readonly wanted: number } | undefined {
  const { texts } = textsAskedFor(clue)
  const text = texts.find((one) => clue.run.timesOf(one).length < countOf(one, texts))
  return text === undefined ? undefined : { text, wanted: countOf(text, texts) }
}

/** A text that lacks where nobody asked for its moment, and where it belongs. */
export function absentText(clue: Clue): Numbers | undefined {
  const { check } = clue
  const text = lacking(clue)?.text
  return text === undefined || check === undefined
    ? undefined
    : { text: shown(text), place: placeOf(text, check) }
}

/** What was printed instead of a text that lacks, as the `index`-th line of the run. */
interface Instead {
  readonly index: number
  readonly want: string
}

/** Something that looks much like a text that lacks, or else something at its very moment. */
export const textInstead = (clue: Clue): Instead | undefined =>
  nearText(clue) ?? textOfTheMoment(clue)

function placeOf(text: string, check: Check): string {
  if (check.kind === 'print-by') return `by ${check.limitMs} ms`
  if (check.kind === 'print-before')
    return text === check.first
      ? `before "${shown(check.second)}"`
      : `after "${shown(check.first)}"`
  if (check.kind !== 'print-sequence') return 'as well'
  const place = check.texts.indexOf(text)
  const [before, after] = [check.texts[place - 1], check.texts[place + 1]]
  if (before !== undefined) return `after "${shown(before)}"`
  return after === undefined ? 'as well' : `before "${shown(after)}"`
}

function nearText(clue: Clue): Instead | undefined {
  const { exact, texts } = textsAskedFor(clue)
  for (const want of texts) {
    if (clue.run.timesOf(want).length >= countOf(want, texts)) continue
    const wantedAt = clue.expected.find(({ text }) => text === want)?.at
    const moved = (place: number): number => Number(clue.run.lines[place]?.at !== wantedAt)
    const [index] = clue.run.lines
      .flatMap(({ text }, place) =>
        !texts.includes(text) && isNear(text, want, { exact }) ? [place] : [],
      )
      // One of the right moment is the more likely one.
      .toSorted((a, b) => moved(a) - moved(b))
    if (index !== undefined) return { index, want }
  }
  return undefined
}

function textOfTheMoment({ check, run }: Clue): Instead | undefined {
  if (check?.kind !== 'print') return undefined
  const texts = check.expected.map(({ text }) => text)
  for (const { at, text: want } of check.expected) {
    if (run.timesOf(want).length > 0) continue
    const [nearest] = run.lines
      .map((line, index) => ({ ...line, index }))
      .filter((line) => line.at === at && !texts.includes(line.text))
      .toSorted((a, b) => lettersApart(a.text, want) - lettersApart(b.text, want))
    if (nearest) return { index: nearest.index, want }
  }
  return undefined
}

const shown = (text: string): string => shorten(text, LONGEST_TEXT)

const LONGEST_TEXT = 60
