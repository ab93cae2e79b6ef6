import { stringify } from 'csv-stringify/sync'
import { shown } from './shown.ts'

/** Rows as CSV; cells are quoted where they have to be. */
export function renderCsv(
  rows: readonly (readonly string[])[],
  { delimiter = ',', lineEnd = '\r\n' } = {},
): string {
  return stringify(
    rows.map((row) => [...row]),
    { delimiter, record_delimiter: lineEnd },
  )
}

/**
 * Text as a cell that no spreadsheet takes for a formula, and that is one line. A plain number stays one.
 * Source: OWASP, "CSV Injection": a leading `=`, `+`, `-`, `@`, tab or carriage return is a formula.
 */
export function textCell(text: string): string {
  const cell = shown(text)
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
}

/** Two decimals, as grade books have them. */
export function numberCell(points: number): string {
  // Hundredths are what was computed; -0.001 is not to become `-0.00`.
  return (Math.round(points * 100) / 100 + 0).toFixed(2)
}

/** Spaces before it help nobody: some programs trim. Full-width forms count in Japanese spreadsheets. */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]/

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/
