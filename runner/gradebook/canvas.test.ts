import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import { FORMATS } from '../gradebook.ts'
import type { Person, Results } from '../results.ts'
import { hostile } from './hostile.ts'

/** A class as Canvas knows it; the ids of the roster are those of the student information system. */
const CLASS = withPeople([
  { id: 's-1', name: 'Ada Lovelace', email: 'ada@example.org' },
  { id: 's-2', name: '=cmd()', email: 'eve@example.org' },
])

const EXPORT = [
  'Student,ID,SIS User ID,SIS Login ID,Section,Notes,Essay (77),Async workbook (81),04-gather (82),Current Score',
  '    Points Possible,,,,,,20.00,8.00,7.00,(read only)',
  '"Lovelace, Ada",4001,s-1,ada,Monday,kind,19.50,3.00,,55.00',
  '"cmd(), =",4002,s-2,eve,Tuesday,,12.00,,,10.00',
  '"Unknown, Ulf",4003,s-9,ulf,Tuesday,,5.00,6.00,,10.00',
  '',
].join('\n')

test('without an export it is built from the roster', () => {
  expect(canvas(CLASS).content).toMatchInlineSnapshot(`
    "Student,ID,SIS User ID,SIS Login ID,Section,Async workbook
        Points Possible,,,,,8.00
    Ada Lovelace,,s-1,ada@example.org,,8.00
    '=cmd(),,s-2,eve@example.org,,1.17
    "
  `)
  expect(imported(canvas(CLASS).content)).toMatchObject({
    titles: ['Async workbook'],
    students: [{ key: 's-1' }, { key: 's-2' }],
  })
})

test('with the roster’s own Canvas columns these are kept', () => {
  const columns = { Student: 'Lovelace, Ada', ID: '4001', 'SIS User ID': 's-1', Section: 'Monday' }
  const known = withPeople([{ id: 's-1', name: 'Lovelace, Ada', columns }])
  expect(imported(canvas(known).content).students[0]).toMatchObject({ key: '4001' })
})

// Canvas reads the number at the beginning of the column ID, and takes it for its own.
test('an id that is not Canvas’s never stands where Canvas’s ids stand', () => {
  const roster = withPeople([{ id: '4003', name: 'Ada', columns: { id: '4003', name: 'Ada' } }])
  const rows: string[][] = parse(canvas(roster).content)
  expect(rows[2]?.slice(0, 3)).toEqual(['Ada', '', '4003'])
})

test('an export keeps its students, ids and assignments; only what changes is in the file', () => {
  const file = canvas(CLASS, EXPORT)
  expect(file.content).toMatchInlineSnapshot(`
    "Student,ID,SIS User ID,SIS Login ID,Section,Async workbook (81),04-gather (82)
        Points Possible,,,,,8.00,7.00
    "Lovelace, Ada",4001,s-1,ada,Monday,8.00,7.00
    "cmd(), =",4002,s-2,eve,Tuesday,1.17,1.50
    "
  `)
  expect(file.notes).toEqual(['One submission could not be judged and got no points: zoe'])
})

test('Canvas finds students, assignments and their points in it', () => {
  expect(imported(canvas(CLASS, EXPORT).content)).toEqual({
    titles: ['Async workbook (81)', '04-gather (82)'],
    possible: ['8.00', '7.00'],
    students: [
      { key: '4001', scores: ['8.00', '7.00'] },
      { key: '4002', scores: ['1.17', '1.50'] },
    ],
  })
})

test('semicolons stay semicolons', () => {
  const file = canvas(
    CLASS,
    EXPORT.replaceAll('"Lovelace, Ada"', 'Ada Lovelace')
      .replaceAll('"cmd(), ="', '=cmd()')
      .replaceAll('"Unknown, Ulf"', 'Ulf')
      .replaceAll(',', ';'),
  )
  expect(file.content.split('\r\n')[2]).toBe('Ada Lovelace;4001;s-1;ada;Monday;8.00;7.00')
})

test('what Canvas would ask or get wrong is said', () => {
  const other = EXPORT.replace('Async workbook (81)', 'Quiz (81)')
    .replace('04-gather (82)', 'Exam (82)')
    .replace('s-2', 's-8')
    .replace('eve', 'mallory')
    .replace('"cmd(), ="', '"Mallory"')
  expect(canvas(CLASS, other).notes).toMatchInlineSnapshot(`
    [
      "One submission could not be judged and got no points: zoe",
      "The gradebook has no assignment "Async workbook": Canvas will offer to create it",
      "The gradebook has nobody who is "s-2"",
    ]
  `)
  expect(canvas(CLASS, EXPORT.replace('8.00,7.00', '10.00,7.00')).notes).toContain(
    'In Canvas "Async workbook (81)" has 10.00 points, here it has 8',
  )
})

test('two people of one name get nothing by it', () => {
  const twins = withPeople([
    { id: 'a', name: 'Ada Lovelace' },
    { id: 'b', name: 'Ada Lovelace' },
  ])
  expect(imported(canvas(twins, EXPORT).content).students).toEqual([])
  const one = withPeople([{ id: 'a', name: 'Ulf Unknown' }])
  const rows = `${EXPORT}"Unknown, Ulf",4009,s-7,ulf2,Monday,,1.00,,,5.00\n`
  expect(imported(canvas(one, EXPORT).content).students).toMatchObject([{ key: '4003' }])
  expect(imported(canvas(one, rows).content).students).toEqual([])
})

test('another file is refused, with what to do', () => {
  expect(() => canvas(CLASS, 'id,name\n1,Ada\n')).toThrow(UsageError)
  expect(() => canvas(CLASS, 'id,name\n1,Ada\n')).toThrow(
    'The gradebook is no export of a Canvas gradebook: it begins with the columns id, name',
  )
})

test('no cell is a formula', () => {
  const rows: string[][] = parse(canvas(hostile).content)
  expect(rows.flat().filter((cell) => /^\s*[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([])
})

function canvas(
  results: Results,
  gradebook?: string,
): { content: string; notes: readonly string[] } {
  const options = gradebook === undefined ? {} : { canvasGradebook: gradebook }
  const [file] = FORMATS.canvas(results, options)
  return { content: file?.content ?? '', notes: file?.notes ?? [] }
}

/** The hostile class, with other people in its first places. */
function withPeople(people: readonly Person[]): Results {
  const { submissions } = hostile
  return {
    ...hostile,
    submissions: [
      ...people.flatMap((person, at) => {
        const submission = submissions[at]
        return submission ? [{ ...submission, person }] : []
      }),
      ...submissions.slice(-1),
    ],
  }
}

/** What Canvas's importer takes from a file, by the rules of its lib/gradebook_importer.rb. */
function imported(content: string): {
  readonly titles: readonly string[]
  readonly possible: readonly string[]
  readonly students: readonly { readonly key: string; readonly scores: readonly string[] }[]
} {
  const [header = [], ...rows]: string[][] = parse(content, { delimiter: ',' })
  expect(header[0]).toContain('Student')
  expect(header[1]).toContain('ID')
  const columns = header[2] === 'SIS User ID' && header[3] === 'SIS Login ID' ? 5 : 3
  expect(header[columns - 1]).toContain('Section')
  const isPossible = (row: readonly string[]): boolean =>
    row[0]?.includes('Points Possible') === true
  return {
    titles: header.slice(columns),
    possible: rows.find(isPossible)?.slice(columns) ?? [],
    students: rows
      .filter((row) => !isPossible(row))
      .map((row) => ({
        key: [row[1], row[2], row[3], row[0]].find((cell) => cell) ?? '',
        scores: row.slice(columns),
      })),
  }
}
