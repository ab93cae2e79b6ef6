import { columnsOf, padStart, visible } from '../terminal.ts'
import { cut, type Glyphs, type Look } from './look.ts'
import { commonBeginning } from './excerpt.ts'
import type { Entry, Row } from './rows.ts'

export interface EntryLook {
  readonly look: Look
  /** Columns of the moments, which are set flush right. */
  readonly timeColumns: number
}

/** One side of a row in at most `columns`: its moment and its text, or a sign that nothing is here. */
export function entryOf(
  row: Row,
  side: 'expected' | 'yours',
  { look, timeColumns }: EntryLook,
  columns: number,
): string {
  const { paint, glyphs } = look
  const entry = row[side]
  if (!entry) {
    const missing = side === 'yours' && row.differs
    return missing ? padStart('', timeColumns) + GAP + paint.dim(glyphs.missing) : ''
  }
  const room = columns - timeColumns - GAP.length
  const text = padStart(timeOf(entry), timeColumns) + GAP + clip(row, entry, room, glyphs)
  if (row.differs) return side === 'expected' ? paint.green(text) : paint.red(text)
  return entry.kind === 'line' ? text : paint.dim(text)
}

/** Columns that {@link entryOf} would like to have. */
export function columnsOfEntry(
  row: Row,
  side: 'expected' | 'yours',
  { look, timeColumns }: EntryLook,
): number {
  const entry = row[side]
  return entry ? timeColumns + GAP.length + columnsOf(textOf(row, entry, look.glyphs)) : 0
}

export const timeOf = ({ at }: Entry): string => (at === undefined ? '' : `${at} ms`)

/** A text cut to `columns`; two long texts that differ are cut where the difference can be seen. */
function clip(row: Row, entry: Entry, columns: number, glyphs: Glyphs): string {
  const text = textOf(row, entry, glyphs)
  const beginning = cut(text, columns, glyphs)
  const other = otherOf(row, entry)
  if (!other || other.text === entry.text || beginning === text) return beginning
  const otherText = textOf(row, other, glyphs)
  if (cut(otherText, columns, glyphs) !== beginning) return beginning
  const points = Array.from(text)
  const common = commonBeginning(points, Array.from(otherText))
  const fits = (from: number, to: number | undefined, room: number): boolean =>
    columnsOf(points.slice(from, to).join('')) <= room
  let from = common
  while (from > 0 && fits(from - 1, common, columns / 2)) from--
  while (from > 0 && fits(from - 1, undefined, columns - columnsOf(glyphs.ellipsis))) from--
  return cut(glyphs.ellipsis + points.slice(from).join(''), columns, glyphs)
}

function textOf(row: Row, entry: Entry, glyphs: Glyphs): string {
  const other = otherOf(row, entry)
  const { text } = entry
  if (entry.kind === 'remark') return `${glyphs.rule} ${visible(text)} ${glyphs.rule}`
  if (entry.kind === 'unfinished') return `${glyphs.ellipsis} ${visible(text)}`
  if (!other || other.text === text) return visible(text)
  const differInSpaces = withoutSpaces(text) === withoutSpaces(other.text)
  return differInSpaces ? visible(text).replaceAll(' ', glyphs.space) : visible(text)
}

const otherOf = ({ expected, yours }: Row, entry: Entry): Entry | undefined =>
  entry === yours ? expected : yours

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '')

const GAP = '  '
