import type { ExerciseResult, Person, Results, SubmissionResult } from '../results.ts'
import { numberCell, renderCsv, textCell } from './cells.ts'

/**
 * `grades.csv`: a row for everyone, points by exercise, and how they came to be. Whoever handed in
 * nothing has a row without points, and so has what could not be judged.
 */
export function gradesCsv(results: Results): string {
  const people = [...results.submissions.map(({ person }) => person), ...results.missing]
  const columns: Columns = { withEmail: people.some(({ email }) => email !== undefined) }
  const rows = [
    [
      'id',
      'name',
      ...(columns.withEmail ? ['email'] : []),
      'source',
      ...results.exercises.map(({ slug }) => slug),
      'earned',
      'adjustments',
      'reasons',
      'points',
      'possible',
      'status',
    ],
    ...results.submissions.map((submission) => rowOf(results, submission, columns)),
    ...results.missing.map((person) => missingRow(results, person, columns)),
  ]
  // Spreadsheets take a file without the mark for one in the encoding of their country.
  return `\ufeff${renderCsv(rows)}`
}

interface Columns {
  readonly withEmail: boolean
}

function rowOf(results: Results, submission: SubmissionResult, columns: Columns): string[] {
  const { person, source, exercises, earned, adjustments, points, possible, status } = submission
  const judged = status === 'graded'
  return [
    ...who(person, columns),
    textCell(source),
    ...results.exercises.map(({ slug }) =>
      pointsCell(exercises.find(({ exercise }) => exercise === slug)),
    ),
    judged ? numberCell(earned) : '',
    judged ? numberCell(points - earned) : '',
    textCell(adjustments.map(({ why, points: by }) => `${why} (${by})`).join('; ')),
    judged ? numberCell(points) : '',
    numberCell(possible),
    status,
  ]
}

function missingRow({ exercises }: Results, person: Person, columns: Columns): string[] {
  const possible = exercises.reduce((all, { points }) => all + points, 0)
  const blanks = Array<string>(exercises.length + 5).fill('')
  return [...who(person, columns), ...blanks, numberCell(possible), 'missing']
}

const who = ({ id, name, email = '' }: Person, { withEmail }: Columns): string[] =>
  [id, name, ...(withEmail ? [email] : [])].map(textCell)

const pointsCell = (result: ExerciseResult | undefined): string =>
  result === undefined || result.status === 'fault' ? '' : numberCell(result.points)
