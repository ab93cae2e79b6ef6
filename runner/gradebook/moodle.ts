import { UsageError } from '../errors.ts'
import type { Results, SubmissionResult } from '../results.ts'
import { numberCell } from './cells.ts'
import { answered, headline, renderAdjustments, sentences, shortened } from './feedback.ts'
import { faultNotes, type Format } from './format.ts'
import { findColumns, type Columns } from './moodle-columns.ts'
import { nameKey, pairUp, type Way } from './pairs.ts'
import { openSheet, renderSheet, type Row, type Sheet } from './sheet.ts'

/**
 * Moodle's grading worksheet, filled in: the grade and the feedback of those who were judged change, and
 * nothing else, because Moodle finds the columns by headings in the language of the site, and people by
 * its own numbers. Source: moodle/moodle, mod/assign/feedback/offline/.
 *
 * @throws UsageError `no-worksheet`, `bad-worksheet`
 */
export const moodle: Format = (results, { moodleWorksheet }) => {
  if (moodleWorksheet === undefined)
    throw new UsageError(
      'no-worksheet',
      'Moodle takes grades only in a worksheet of its own, and none was given',
      'In Moodle: the assignment, View all submissions, Download grading worksheet; then --moodle-worksheet FILE',
    )
  const sheet = openSheet('The worksheet', moodleWorksheet)
  const columns = findColumns(sheet)
  const judged = results.submissions.filter(({ status }) => status === 'graded')
  const pairs = pairUp(sheet.rows, judged, waysOf(sheet, columns))
  const changes = new Map(
    [...pairs].map(([row, submission]) => [row, changesFor(results, submission, { row, columns })]),
  )
  return [
    {
      path: 'moodle.csv',
      content: renderSheet(sheet, changes),
      notes: [...faultNotes(results), ...notesOn(results, pairs, { sheet, columns })],
    },
  ]
}

function changesFor(
  results: Results,
  submission: SubmissionResult,
  { row, columns }: { readonly row: Row; readonly columns: Columns },
): Readonly<Record<number, string>> {
  const points = numberCell(submission.points)
  // Moodle writes and reads numbers in the way of the site's language.
  const comma = (row.cells[columns.maximum] ?? '').includes(',')
  return {
    [columns.grade]: comma ? points.replace('.', ',') : points,
    ...(columns.feedback !== undefined && {
      [columns.feedback]: renderFeedback(results, submission),
    }),
  }
}

/** HTML, as Moodle stores it; a line for each exercise that is not right yet. */
function renderFeedback(results: Results, submission: SubmissionResult): string {
  const answers = answered(results, submission)
  const wrong = answers.filter(({ result }) => result.status !== 'passed')
  const lines = [
    `${answers.length - wrong.length} of ${answers.length} exercises passed`,
    ...renderAdjustments(submission),
    ...wrong.map((each) => {
      const [first = ''] = each.result.status === 'missing' ? [] : sentences(each.result, MOST)
      return `${headline(each)}${first && `. ${first.replaceAll('\n', ' ')}`}`
    }),
  ]
  return lines.map((line) => html(shortened(line, MOST))).join('<br>')
}

function waysOf({ rows }: Sheet, { identifier, grade }: Columns): readonly Way[] {
  // What sets people apart stands between the identifier and the grade: names, addresses, numbers.
  const personal = rows[0]?.cells.flatMap((_, index) => {
    const values = rows.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '')
    const distinct = new Set(values).size === values.length && values.length > 0
    return index !== identifier && index < grade && distinct ? [index] : []
  })
  const cellsOf: Way['row'] = ({ cells }) => (personal ?? []).map((index) => cells[index])
  const number: Way['row'] = ({ cells }) => [/\d+$/.exec(cells[identifier] ?? '')?.[0]]
  const whole: Way['row'] = ({ cells }) => [cells[identifier]]
  return [
    // The roster may have been this very worksheet.
    { row: whole, person: ({ id, columns }) => [id, ...Object.values(columns ?? {})] },
    { row: cellsOf, person: ({ email }) => [email] },
    { row: cellsOf, person: ({ id }) => [id] },
    // Without a roster people are known by the number in the names of Moodle's downloads.
    { row: number, person: ({ id, columns }) => (columns ? [] : [id]) },
    { row: (row) => cellsOf(row).map(nameKey), person: ({ name }) => [nameKey(name)] },
  ]
}

function notesOn(
  { submissions, exercises }: Results,
  pairs: ReadonlyMap<Row, SubmissionResult>,
  { sheet, columns }: { readonly sheet: Sheet; readonly columns: Columns },
): readonly string[] {
  const possible = exercises.reduce((all, { points }) => all + points, 0)
  const maximum = maximumOf(sheet.rows[0], columns)
  const found = new Set(pairs.values())
  const lost = submissions.filter((each) => each.status === 'graded' && !found.has(each))
  const above = [...pairs].filter(([row, { points }]) => points > maximumOf(row, columns))
  const list = (some: readonly SubmissionResult[]): string =>
    some.map(({ person }) => `"${person.id}"`).join(', ')
  return [
    ...(maximum === possible
      ? []
      : [
          `In Moodle the maximum grade is ${maximum}, the exercises are worth ${possible}: points are not scaled, so change the one in Moodle`,
        ]),
    ...(above.length === 0
      ? []
      : [`Moodle will pass over grades above its maximum: ${list(above.map(([, each]) => each))}`]),
    ...(lost.length === 0 ? [] : [`${sheet.name} has nobody who is ${list(lost)}`]),
    ...(columns.feedback === undefined
      ? [`${sheet.name} has no column for feedback comments: only grades were filled in`]
      : []),
  ]
}

const maximumOf = (row: Row | undefined, { maximum }: Columns): number =>
  Number((row?.cells[maximum] ?? '').replace(',', '.'))

const html = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** Characters of a line. */
const MOST = 300
