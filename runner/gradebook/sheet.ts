import { parse, type Options } from 'csv-parse/sync'
import { UsageError } from '../errors.ts'
import { renderCsv } from './cells.ts'

/** A CSV file of the instructor's: what its rows say, and how each of them was written. */
export interface Sheet {
  /** What the sentences call it: `The worksheet`. */
  readonly name: string
  readonly delimiter: Delimiter
  readonly header: readonly string[]
  readonly rows: readonly Row[]
  /** The header as it was written, with its byte order mark. */
  readonly head: string
}

export interface Row {
  readonly cells: readonly string[]
  /** As it was written, with its line end. */
  readonly written: string
}

type Delimiter = ',' | ';' | '\t'

/** @throws UsageError `bad-sheet` when it is not CSV in UTF-8 */
export function openSheet(name: string, content: string): Sheet {
  if (/[\0\ufffd]/.test(content))
    throw new UsageError('bad-sheet', `${name} is not in UTF-8`, AS_DOWNLOADED)
  const delimiter = delimiterOf(content)
  const ends: number[] = []
  const records = recordsOf(name, content, {
    delimiter,
    on_record: (cells: string[], { bytes }: { readonly bytes: number }) => {
      ends.push(bytes)
      return cells
    },
  })
  const bytes = Buffer.from(content)
  const [head, ...rows] = records.map((cells, index): Row => ({
    cells,
    written: bytes.subarray(ends[index - 1] ?? 0, ends[index]).toString(),
  }))
  if (!head) throw new UsageError('bad-sheet', `${name} is empty`, AS_DOWNLOADED)
  return { name, delimiter, header: head.cells, rows, head: head.written }
}

/** The same file with some cells changed: every row without changes is written as it was. */
export function renderSheet(
  { head, rows, delimiter }: Sheet,
  changes: ReadonlyMap<Row, Readonly<Record<number, string>>>,
): string {
  return [head, ...rows.map((row) => renderRow(row, changes.get(row) ?? {}, delimiter))].join('')
}

function renderRow(
  { cells, written }: Row,
  changes: Readonly<Record<number, string>>,
  delimiter: Delimiter,
): string {
  if (Object.entries(changes).every(([index, cell]) => cells[Number(index)] === cell))
    return written
  const changed = cells.map((cell, index) => changes[index] ?? cell)
  return renderCsv([changed], { delimiter, lineEnd: /\r?\n$/.exec(written)?.[0] ?? '' })
}

function recordsOf(
  name: string,
  content: string,
  options: Pick<Options, 'delimiter' | 'on_record'>,
): readonly (readonly string[])[] {
  try {
    return parse(content, { ...OPTIONS, ...options })
  } catch (error) {
    throw new UsageError(
      'bad-sheet',
      `${name} cannot be read as CSV: ${error instanceof Error ? error.message : String(error)}`,
      AS_DOWNLOADED,
    )
  }
}

/** The one that makes the most columns of the first line. */
function delimiterOf(content: string): Delimiter {
  const [first = ''] = content.split(/\r?\n/, 1)
  const count = (delimiter: Delimiter): number =>
    parse(first, { ...OPTIONS, delimiter, relax_quotes: true })[0]?.length ?? 0
  const delimiters: readonly Delimiter[] = [',', ';', '\t']
  return delimiters.toSorted((one, other) => count(other) - count(one))[0] ?? ','
}

const OPTIONS = { bom: true, relax_column_count: true, skip_empty_lines: true } as const

const AS_DOWNLOADED = 'Give the file as it was downloaded, not as a spreadsheet program saved it'
