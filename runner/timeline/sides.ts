import { columnsOf, padEnd } from '../terminal.ts'
import { columnsOfEntry, entryOf, timeOf } from './entry.ts'
import { fold, type Stretch } from './fold.ts'
import { cut, INDENT, type Glyphs, type Look } from './look.ts'
import type { Row } from './rows.ts'

/** The two columns of the picture. */
export interface Headings {
  readonly expected: string
  readonly yours: string
}

/** Rows of two runs, side by side where they fit, else one below the other. */
export function renderBoth(
  rows: readonly Row[],
  headings: Headings,
  options: RowOptions,
): readonly string[] {
  const context = contextOf(rows, headings, options)
  const { columns } = context.look
  const natural = {
    expected: Math.max(MIN_CELL + context.timeColumns, naturalColumns(context, 'expected')),
    yours: naturalColumns(context, 'yours'),
  }
  const room = columns - INDENT.length - GUTTER
  const half = Math.floor(room / 2)
  if (natural.expected + natural.yours <= room) return beside(context, natural)
  if (columns < STACK_BELOW)
    return [...renderSide(context, 'expected'), '', ...renderSide(context, 'yours')]
  if (natural.expected <= half)
    return beside(context, { ...natural, yours: room - natural.expected })
  if (natural.yours <= half) return beside(context, { ...natural, expected: room - natural.yours })
  // As wide as each other, so that two long texts are cut at the same place.
  return beside(context, { expected: half, yours: half })
}

/** The rows of yours alone. */
export function renderYours(
  rows: readonly Row[],
  headings: Headings,
  options: RowOptions,
): readonly string[] {
  return renderSide(contextOf(rows, headings, options), 'yours')
}

export interface RowOptions {
  readonly look: Look
  readonly maxRows: number
}

type Side = keyof Headings

interface Context {
  readonly look: Look
  readonly headings: Headings
  readonly stretches: readonly Stretch[]
  /** The rows that are not folded. */
  readonly shown: readonly Row[]
  readonly timeColumns: number
}

function contextOf(
  rows: readonly Row[],
  headings: Headings,
  { look, maxRows }: RowOptions,
): Context {
  const stretches = fold(rows, maxRows)
  const shown = stretches.flatMap((stretch) => (stretch.kind === 'shown' ? stretch.rows : []))
  const entries = shown.flatMap(({ expected, yours }) => [expected ?? [], yours ?? []].flat())
  const timeColumns = Math.max(MIN_TIME, ...entries.map((entry) => timeOf(entry).length))
  return { look, headings, stretches, shown, timeColumns }
}

const naturalColumns = (context: Context, side: Side): number =>
  Math.max(
    columnsOf(context.headings[side]),
    ...context.shown.map((row) => columnsOfEntry(row, side, context)),
  )

function beside(context: Context, widths: Readonly<Record<Side, number>>): readonly string[] {
  const { look, headings, stretches } = context
  const { paint, glyphs } = look
  const line = (expected: string, mark: string, yours: string): string =>
    `${INDENT}${padEnd(expected, widths.expected)}  ${mark}  ${yours}`.trimEnd()
  const heading = (name: Side): string => paint.dim(cut(headings[name], widths[name], glyphs))
  return [
    line(heading('expected'), ' ', heading('yours')),
    ...stretches.flatMap(({ kind, rows }) =>
      kind === 'folded'
        ? INDENT + paint.dim(cut(foldInWords(rows, glyphs), look.columns - INDENT.length, glyphs))
        : rows.map((row) =>
            line(
              entryOf(row, 'expected', context, widths.expected),
              row.differs ? markOf(look) : ' ',
              entryOf(row, 'yours', context, widths.yours),
            ),
          ),
    ),
  ]
}

function renderSide(context: Context, name: Side): readonly string[] {
  const { look, headings, stretches } = context
  const { paint, glyphs } = look
  const columns = look.columns - INDENT.length
  const has = ({ [name]: entry }: Row): boolean => entry !== undefined
  return [
    INDENT + paint.dim(cut(headings[name], columns, glyphs)),
    ...stretches.flatMap(({ kind, rows }) => {
      const here = rows.filter(has)
      if (here.length === 0) return []
      if (kind === 'folded')
        return INDENT + paint.dim(cut(foldInWords(here, glyphs), columns, glyphs))
      return here.map((row) => {
        const mark = row.differs ? ` ${markOf(look)} ` : INDENT
        return (mark + entryOf(row, name, context, columns)).trimEnd()
      })
    }),
  ]
}

function foldInWords(rows: readonly Row[], { ellipsis }: Glyphs): string {
  const lines = rows.length === 1 ? 'line' : 'lines'
  const alike = rows.every(({ differs, expected }) => !differs && expected)
  return `   ${ellipsis} ${rows.length} ${alike ? `${lines} as expected` : `more ${lines}`}`
}

const markOf = ({ paint, glyphs }: Look): string => paint.bold(paint.red(glyphs.differs))

/** Two spaces, the mark, two spaces. */
const GUTTER = 5

/** So that short texts do not glue the columns together: a gap and a word. */
const MIN_CELL = 8

/** As wide as `1000 ms`. */
const MIN_TIME = 7

/** Below this width, two columns that have to be cut are put one below the other. */
const STACK_BELOW = 50
