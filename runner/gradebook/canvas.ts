import { UsageError } from '../errors.ts'
import type { Person, Results, SubmissionResult } from '../results.ts'
import { numberCell, renderCsv, textCell } from './cells.ts'
import { faultNotes, type Format } from './format.ts'
import { nameKey, pairUp, type Way } from './pairs.ts'
import { openSheet, type Sheet } from './sheet.ts'

/**
 * A CSV file for Canvas's gradebook import. It has the rows and columns that change, and no others:
 * Canvas takes what a file says for the new truth, and an old export of other assignments, or an empty
 * cell, would undo what was graded since. Source: instructure/canvas-lms, lib/gradebook_importer.rb.
 *
 * @throws UsageError `bad-gradebook` when a gradebook is given that is none
 */
export const canvas: Format = (results, { title = TITLE, canvasGradebook }) => {
  const { rows, delimiter, notes } =
    canvasGradebook !== undefined
      ? fromGradebook(results, title, openSheet('The gradebook', canvasGradebook))
      : fromRoster(results, title)
  return [
    {
      path: 'canvas.csv',
      content: renderCsv(rows, { delimiter }),
      notes: [...faultNotes(results), ...notes],
    },
  ]
}

interface Table {
  readonly rows: readonly (readonly string[])[]
  readonly delimiter: string
  readonly notes: readonly string[]
}

/** What a column of the gradebook may be about: the whole, a lesson, an exercise. */
interface Amount {
  readonly names: readonly string[]
  readonly possible: number
  readonly of: (submission: SubmissionResult) => number
}

const judged = ({ submissions }: Results): readonly SubmissionResult[] =>
  submissions.filter(({ status }) => status === 'graded')

/** Without an export: whoever the roster lists, with what it knows of Canvas's own columns. */
function fromRoster(results: Results, title: string): Table {
  const possible = possibleOf(results)
  return {
    rows: [
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', title],
      [POINTS_POSSIBLE, '', '', '', '', numberCell(possible)],
      ...judged(results).map(({ person, points }) => [
        ...studentCells(person).map(textCell),
        numberCell(points),
      ]),
    ],
    delimiter: ',',
    notes: [`Canvas will offer to create an assignment "${title}"`],
  }
}

/** Canvas reads the number at the beginning of `ID`, so nothing but its own numbers may stand there. */
function studentCells({ id, name, email = '', columns }: Person): readonly string[] {
  const number = columns ? (columns['ID'] ?? '') : id
  const isNumber = /^\d+$/.test(number)
  return [
    columns?.['Student'] ?? name,
    isNumber ? number : '',
    columns?.['SIS User ID'] ?? (isNumber || id.includes('@') ? '' : id),
    columns?.['SIS Login ID'] ?? email,
    columns?.['Section'] ?? '',
  ]
}

/** With an export: its students as it knows them, and the assignments in it that are ours. */
function fromGradebook(results: Results, title: string, sheet: Sheet): Table {
  const { header, rows, delimiter } = sheet
  const students = studentColumns(sheet)
  const found = ourColumns(results, title, header, students)
  const columns: readonly Column[] =
    found.length > 0 ? found : [{ heading: title, ...wholeOf(results, title) }]
  const possible = rows.find(({ cells }) => cells[0]?.includes('Points Possible'))
  const pairs = pairUp(rows, judged(results), waysOf(header.slice(0, students)))
  const possibleCells = columns.map((column) =>
    column.index === undefined || !possible
      ? numberCell(column.possible)
      : (possible.cells[column.index] ?? ''),
  )
  return {
    rows: [
      [...header.slice(0, students), ...columns.map(({ heading }) => heading)],
      [POINTS_POSSIBLE, ...Array<string>(students - 1).fill(''), ...possibleCells],
      ...rows.flatMap((row) => {
        const submission = pairs.get(row)
        if (!submission) return []
        const [name = '', ...ids] = row.cells.slice(0, students)
        return [[textCell(name), ...ids, ...columns.map(({ of }) => numberCell(of(submission)))]]
      }),
    ],
    delimiter,
    notes: [
      ...(found.length > 0
        ? []
        : [`${sheet.name} has no assignment "${title}": Canvas will offer to create it`]),
      ...columns.flatMap(({ heading, possible: ours }, index) => {
        const theirs = possibleCells[index] ?? ''
        return Number(theirs) === ours
          ? []
          : [`In Canvas "${heading}" has ${theirs || 'no'} points, here it has ${ours}`]
      }),
      ...strangers(results, new Set(pairs.values()), sheet.name),
    ],
  }
}

interface Column extends Amount {
  readonly heading: string
  /** In the export; undefined when it is not there yet. */
  readonly index?: number
}

/**
 * How many columns are about the student. Columns of the instructor's own may follow them: those are not
 * assignments either, and are left out.
 */
function studentColumns({ name, header }: Sheet): number {
  const section = header.findIndex((heading) => heading.includes('Section'))
  const [first = '', second = '', third = ''] = header
  const known =
    (first.includes('Student') && second.includes('ID')) ||
    (first === 'LastName' && second === 'FirstName' && third.includes('ID'))
  if (!known || section < 0)
    throw new UsageError(
      'bad-gradebook',
      `${name} is no export of a Canvas gradebook: it begins with the columns ${header.slice(0, 6).join(', ')}`,
      'In Canvas: Grades, Export, Export Entire Gradebook',
    )
  return section + 1
}

/** Those of the export's assignments, `Title (1234)`, that are called like the whole, a lesson or an exercise. */
function ourColumns(
  results: Results,
  title: string,
  header: readonly string[],
  students: number,
): Column[] {
  const amounts = [wholeOf(results, title), ...exercisesOf(results), ...lessonsOf(results)]
  return header.flatMap((heading, index) => {
    const [, name] = /^(.*) \(\d+\)$/s.exec(heading) ?? []
    const amount =
      index >= students && name !== undefined
        ? amounts.find(({ names }) => names.some((each) => key(each) === key(name)))
        : undefined
    return amount ? [{ ...amount, heading, index }] : []
  })
}

const wholeOf = (results: Results, title: string): Amount => ({
  names: [title],
  possible: possibleOf(results),
  of: ({ points }) => points,
})

const exercisesOf = ({ exercises }: Results): Amount[] =>
  exercises.map(({ slug, title, number, points }) => ({
    names: [slug, title, `${number} ${slug}`, `${number} ${title}`],
    possible: points,
    of: ({ exercises: answers }) => sum(answers.filter(({ exercise }) => exercise === slug)),
  }))

function lessonsOf({ exercises }: Results): Amount[] {
  return [...new Set(exercises.map(({ lesson }) => lesson))].map((lesson) => {
    const own = exercises.filter((exercise) => exercise.lesson === lesson)
    const slugs = new Set(own.map(({ slug }) => slug))
    return {
      names: [lesson, `Lesson ${Number.parseInt(lesson, 10)}`, own[0]?.lessonTitle ?? lesson],
      possible: sum(own),
      of: ({ exercises: answers }) => sum(answers.filter(({ exercise }) => slugs.has(exercise))),
    }
  })
}

/** As Canvas itself looks for people: its number, the SIS number, the login, the name. */
function waysOf(header: readonly string[]): readonly Way[] {
  const column = (name: string): number => header.indexOf(name)
  const same = (name: string, person: Way['person']): Way => ({
    row: ({ cells }) => [cells[column(name)]],
    person,
  })
  const fullName: Way['row'] = ({ cells }) => [
    nameKey(header[0] === 'LastName' ? `${cells[1]} ${cells[0]}` : cells[0]),
  ]
  return [
    same('ID', ({ id, columns }) => [columns ? columns['ID'] : id]),
    same('SIS User ID', ({ id, columns }) => [columns?.['SIS User ID'] ?? id]),
    same('SIS Login ID', ({ id, email, columns }) => [columns?.['SIS Login ID'], email, id]),
    { row: fullName, person: ({ name }) => [nameKey(name)] },
  ]
}

function strangers(
  results: Results,
  found: ReadonlySet<SubmissionResult>,
  name: string,
): readonly string[] {
  const ids = judged(results).flatMap((each) => (found.has(each) ? [] : [each.person.id]))
  return ids.length === 0
    ? []
    : [`${name} has nobody who is ${ids.map((id) => `"${id}"`).join(', ')}`]
}

const possibleOf = ({ exercises }: Results): number => sum(exercises)

const sum = (amounts: readonly { readonly points: number }[]): number =>
  amounts.reduce((all, { points }) => all + Math.round(points * 100), 0) / 100

const key = (name: string): string => name.trim().toLowerCase()

/** Canvas's own export indents it like this. */
const POINTS_POSSIBLE = '    Points Possible'

const TITLE = 'Async workbook'
