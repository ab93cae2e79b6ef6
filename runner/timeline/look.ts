import { columnsOf, paints, padEnd, truncate, type Paint } from '../terminal.ts'

/** How to draw. */
export interface LookOptions {
  /** Width of the terminal. */
  readonly columns: number
  readonly colour: boolean
  /** Draw with ASCII only; texts of the learner stay as they are. @default false */
  readonly ascii?: boolean
}

/** The characters and styles of a drawing. */
export interface Look {
  readonly columns: number
  readonly paint: Paint
  readonly glyphs: Glyphs
}

export type Glyphs = Readonly<Record<keyof typeof UNICODE, string>>

export const lookOf = ({ columns, colour, ascii = false }: LookOptions): Look => ({
  columns,
  paint: paints(colour),
  glyphs: ascii ? ASCII : UNICODE,
})

/** A defused text, cut to `columns`. */
export function cut(text: string, columns: number, { ellipsis }: Glyphs): string {
  if (columnsOf(text) <= columns) return text
  const kept = truncate(text, columns - columnsOf(ellipsis) + 1)
  return kept.endsWith('…') ? kept.slice(0, -1) + ellipsis : kept
}

/** As {@link cut}, and filled with spaces. */
export const cell = (text: string, columns: number, glyphs: Glyphs): string =>
  padEnd(cut(text, columns, glyphs), columns)

/** Every drawing begins this far from the left. */
export const INDENT = '   '

const UNICODE = {
  /** A row that differs. */
  differs: '✗',
  /** Nothing on this side of the row. */
  missing: '—',
  ellipsis: '…',
  rule: '──',
  space: '␣',
  /** A moment at which a task runs: it begins, goes on or ends. For a timer: it is set, fires or is cleared. */
  runs: '●',
  /** Where a task ended by throwing. */
  failed: '✗',
  waiting: '━',
  held: '█',
  /** It begins to hold the thread where it had just stopped holding it. */
  heldAgain: '▐',
  overdue: '░',
  endless: '╌',
  settled: '▲',
}

const ASCII: Glyphs = {
  differs: 'x',
  missing: '-',
  ellipsis: '...',
  rule: '--',
  space: '_',
  runs: 'o',
  failed: 'x',
  waiting: '-',
  held: '#',
  heldAgain: '|',
  overdue: '!',
  endless: '.',
  settled: '^',
}
