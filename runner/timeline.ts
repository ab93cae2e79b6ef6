import { compareLines, printedLines, type ExpectedLine } from './picture.ts'
import type { Trace } from './trace.ts'
import { fold, type Stretch } from './timeline/fold.ts'
import { lanesOf } from './timeline/lanes.ts'
import { lookOf, type LookOptions } from './timeline/look.ts'
import { plot } from './timeline/plot.ts'
import { rowsOf } from './timeline/rows.ts'
import { renderBoth, renderYours, type Headings } from './timeline/sides.ts'

export {
  compareLines,
  parsePicture,
  printedLines,
  type ComparedLines,
  type ComparedRow,
  type ExpectedLine,
} from './picture.ts'
export { axisOf } from './timeline/axis.ts'
export type { Stretch } from './timeline/fold.ts'
export { lanesOf, type Lane, type Span } from './timeline/lanes.ts'
export { narrate } from './timeline/narrate.ts'
export type { Entry, Row } from './timeline/rows.ts'

/** Two runs to compare. */
export interface RunComparison {
  /** Undefined: there is only yours. */
  readonly expected: readonly ExpectedLine[] | undefined
  /** Whether the order of lines at the same moment counts. */
  readonly ordered: boolean
  readonly trace: Trace
}

/** The rows that {@link renderComparison} draws, for whoever draws them elsewhere. Texts are not defused. */
export function comparedRows(
  { expected, ordered, trace }: RunComparison,
  { maxRows }: { readonly maxRows: number },
): readonly Stretch[] {
  const printed = printedLines(trace)
  const compared = compareLines(expected ?? printed, printed, { ordered })
  const rows = rowsOf(compared, printed, trace)
  return fold(expected ? rows : rows.map((row) => ({ ...row, expected: undefined })), maxRows)
}

/** The pictures of both runs with what differs marked, and below them the lanes of the second. */
export function renderComparison(
  comparison: RunComparison,
  options: LookOptions & {
    /** Rows of each picture, after which they are folded. @default 16 */
    readonly maxRows?: number
    /** @default { expected: 'expected', yours: 'yours' } */
    readonly headings?: Headings
  },
): readonly string[] {
  const { expected, ordered, trace } = comparison
  const { maxRows = 16, headings = { expected: 'expected', yours: 'yours' } } = options
  const printed = printedLines(trace)
  const compared = compareLines(expected ?? printed, printed, { ordered })
  const rows = rowsOf(compared, printed, trace)
  const yours = rows.map((row) => ({ ...row, expected: undefined }))
  const how = { look: lookOf(options), maxRows }
  const lanes = renderLanes(trace, options)
  return [
    ...(expected ? renderBoth(rows, headings, how) : renderYours(yours, headings, how)),
    ...(lanes.length > 0 ? ['', ...lanes] : []),
  ]
}

/**
 * One lane for each task: when it ran, waited, held the thread and ended, on an axis of time.
 * A run without tasks has lanes if timers waited or the thread was held; else there is nothing to draw.
 */
export function renderLanes(
  trace: Trace,
  options: LookOptions & {
    /** Lanes after which the others are only counted. @default 10 */
    readonly maxLanes?: number
  },
): readonly string[] {
  const lanes = lanesOf(trace)
  if (lanes.length === 0) return []
  const settledMs = trace.events.find(({ kind }) => kind === 'settled')?.at
  return plot(
    lanes,
    { endMs: trace.ending.at, settledMs },
    { look: lookOf(options), maxLanes: options.maxLanes ?? 10 },
  )
}
