import type { Trace } from '../trace.ts'
import { howItEnded, howItSettled, inWords } from './ending.ts'
import { excerpt } from './excerpt.ts'
import type { ComparedLines, ComparedRow, ExpectedLine } from '../picture.ts'

/** A line of the picture: printed, or told by us between the printed ones. */
export interface Entry {
  /** Absent where nothing was printed at all. */
  readonly at?: number
  /** Not defused; of a huge text, an {@link excerpt}. */
  readonly text: string
  /** `remark`: when it settled; `fault` and `unfinished`: how it came to a bad end. */
  readonly kind: 'line' | 'nothing' | 'remark' | 'fault' | 'unfinished'
}

/** A row of the picture. */
export interface Row {
  readonly expected: Entry | undefined
  readonly yours: Entry | undefined
  readonly differs: boolean
}

/** The compared rows, with when the program settled and how it ended put between them at their place. */
export function rowsOf(
  { rows }: ComparedLines,
  printed: readonly ExpectedLine[],
  trace: Trace,
): readonly Row[] {
  const indexOf = new Map(printed.map((line, index) => [line, index]))
  const result = rows.map(asRow)
  const places = rows.map(({ actual }) => (actual ? indexOf.get(actual) : undefined))
  for (const { after, entry } of remarksOf(trace)) {
    const index = places.findLastIndex((place) => place !== undefined && place < after) + 1
    const next = result[index]
    if (next && !next.yours) {
      // A line that is missing here: what happened instead stands beside it.
      result[index] = { ...next, yours: entry }
      places[index] = after - 1
    } else {
      result.splice(index, 0, { expected: undefined, yours: entry, differs: isFault(entry) })
      places.splice(index, 0, after - 1)
    }
  }
  if (!rows.some(({ expected }) => expected)) {
    const [first = { yours: undefined, differs: false }] = result
    result[0] = { ...first, expected: NOTHING }
  }
  return result
}

interface Remark {
  /** How many lines had been printed by then. */
  readonly after: number
  readonly entry: Entry
}

function remarksOf({ events, ending }: Trace): readonly Remark[] {
  const remarks: Remark[] = []
  let after = 0
  const remark = (at: number, text: string): void => {
    remarks.push({ after, entry: { at, text: excerpt(text), kind: 'remark' } })
  }
  for (const event of events) {
    if (event.kind === 'printed') after++
    else if (event.kind === 'settled') remark(event.at, howItSettled(event))
    else if (event.kind === 'rejection-unobserved' && remarks.length < MOST_REMARKS)
      remark(event.at, `nobody caught ${inWords(event.failure)}`)
  }
  const settledMs = events.find(({ kind }) => kind === 'settled')?.at
  if (ending.kind === 'finished' && settledMs !== undefined && ending.at > settledMs) {
    const told = events.some(({ kind, at }) => kind === 'printed' && at === ending.at)
    if (!told) remark(ending.at, 'over')
  }
  if (after === 0 && ending.kind !== 'broken') remarks.unshift({ after, entry: NOTHING })
  const text = howItEnded(ending)
  const kind = ending.kind === 'never-settles' ? 'unfinished' : 'fault'
  if (text !== undefined)
    remarks.push({ after, entry: { at: ending.at, text: excerpt(text), kind } })
  return remarks
}

const isFault = ({ kind }: Entry): boolean => kind === 'fault' || kind === 'unfinished'

/** A run that goes wild may fail a thousand times; the first few say it. */
const MOST_REMARKS = 10

const NOTHING: Entry = { text: 'nothing', kind: 'nothing' }

const asRow = ({ expected, actual, same }: ComparedRow): Row => ({
  expected: expected && entryOf(expected, actual),
  yours: actual && entryOf(actual, expected),
  differs: !same,
})

const entryOf = ({ at, text }: ExpectedLine, other: ExpectedLine | undefined): Entry => ({
  at,
  text: excerpt(text, other?.text),
  kind: 'line',
})
