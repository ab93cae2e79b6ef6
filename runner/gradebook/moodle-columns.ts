import { UsageError } from '../errors.ts'
import type { Row, Sheet } from './sheet.ts'

/** Where things are in a grading worksheet. */
export interface Columns {
  /** `Participant 123`. */
  readonly identifier: number
  readonly grade: number
  /** Stands right of the grade. */
  readonly maximum: number
  /** Undefined when the assignment takes no comments. */
  readonly feedback: number | undefined
}

/**
 * Finds the columns of a worksheet, whose headings are in the language of the site: by headings that are
 * known, and otherwise by what stands below them, in the order that Moodle always writes.
 *
 * @throws UsageError `bad-worksheet`
 */
export function findColumns(sheet: Sheet): Columns {
  const { header, rows } = sheet
  const columns = header.map((heading, index) => ({
    heading,
    index,
    cells: rows.map((row) => cellOf(row, index)),
  }))
  const identifier = columns.find(
    ({ cells }) => cells.length > 0 && cells.every((cell) => /^[^\d@]+\d+$/.test(cell)),
  )
  if (!identifier)
    throw bad(sheet, 'has no column with numbers such as "Participant 123" in every row')
  const graded = columns.filter(
    ({ index, cells }) =>
      index > identifier.index &&
      cells.every((cell) => GRADE.test(cell)) &&
      isMaximum(columns[index + 1]?.cells ?? []),
  )
  const grade =
    graded.find(({ heading }) => GRADE_HEADINGS.has(heading.toLowerCase())) ??
    (graded.length === 1 ? graded[0] : undefined)
  if (!grade)
    throw bad(
      sheet,
      'has no column of grades with the maximum grade, a number, right of it; an assignment graded by a scale has none',
    )
  const feedback = columns.findLast(
    ({ heading, index }) => index >= grade.index + BEFORE_FEEDBACK && FEEDBACK.test(heading),
  )
  return {
    identifier: identifier.index,
    grade: grade.index,
    maximum: grade.index + 1,
    feedback: feedback?.index,
  }
}

const cellOf = ({ cells }: Row, index: number): string => (cells[index] ?? '').trim()

/** The same number in every row. */
const isMaximum = (cells: readonly string[]): boolean =>
  new Set(cells).size === 1 && cells.every((cell) => /^\d+(?:[.,]\d+)?$/.test(cell))

function bad({ name, header }: Sheet, what: string): UsageError {
  return new UsageError(
    'bad-worksheet',
    `${name} ${what}; its columns are ${header.join(', ')}`,
    'Give Moodle’s grading worksheet as it was downloaded: View all submissions, Download grading worksheet',
  )
}

/** A grade that is there, or none. */
const GRADE = /^(?:-|\d+(?:[.,]\d+)?)?$/

/** English, German and Japanese, French, Spanish, Italian, Portuguese, Galician, Catalan. */
const GRADE_HEADINGS = new Set([
  'grade',
  'bewertung',
  '評点',
  'note',
  'calificación',
  'valutazione',
  'nota',
  'cualificación',
  'qualificació',
])

/**
 * Feedback comments, Feedback als Kommentar, Feedback par commentaires, Commenti, Comentarios de
 * retroalimentación, Комментарии, フィードバックコメント and whatever else has the word in it.
 */
const FEEDBACK = /feedback|kommentar|comment|coment|комментар|フィードバック|コメント/i

/** Between the two stand the maximum, whether the grade can be changed, and two dates. */
const BEFORE_FEEDBACK = 4
