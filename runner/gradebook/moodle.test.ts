import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import { FORMATS } from '../gradebook.ts'
import type { Person, Results, SubmissionResult } from '../results.ts'
import { HOSTILE, hostile } from './hostile.ts'

const ENGLISH =
  'Identifier,Full name,ID number,Email address,Status,Group,Grade,Maximum grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments'

/** As Moodle writes it: a mark, quotes where there are spaces, and a comment that is already there. */
const WORKSHEET = `\ufeff${[
  ENGLISH,
  '"Participant 101","Ada Lovelace",s-1,ada@example.org,"Submitted for grading",A,,8.00,Yes,"Sunday, 1 March 2026, 10:00 AM",-,',
  '"Participant 102","=cmd()",s-2,eve@example.org,"Submitted for grading",A,3.00,8.00,Yes,"Sunday, 1 March 2026, 10:01 AM","Monday, 2 March 2026, 9:00 AM","See ""me""\nplease"',
  '"Participant 103","Zoë Unlucky",s-3,zoe@example.org,"Submitted for grading",B,5.00,8.00,Yes,-,-,',
  '"Participant 104","Ulf Unknown",s-4,ulf@example.org,"No submission",B,,8.00,Yes,-,-,"kept as it is"',
].join('\r\n')}\r\n`

const CLASS = withPeople([
  { id: 's-1', name: 'Ada L.', email: 'ada@example.org' },
  { id: 's-2', name: 'Eve', email: 'eve@example.org' },
])

test('grades and feedback are filled in, and nothing else changes', () => {
  expect(moodle(CLASS, WORKSHEET).content).toMatchInlineSnapshot(`
    "﻿Identifier,Full name,ID number,Email address,Status,Group,Grade,Maximum grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments
    Participant 101,Ada Lovelace,s-1,ada@example.org,Submitted for grading,A,8.00,8.00,Yes,"Sunday, 1 March 2026, 10:00 AM",-,3 of 3 exercises passed
    Participant 102,=cmd(),s-2,eve@example.org,Submitted for grading,A,1.17,8.00,Yes,"Sunday, 1 March 2026, 10:01 AM","Monday, 2 March 2026, 9:00 AM","0 of 3 exercises passed<br>Adjusted by -0.33 points: =HYPERLINK(&#34;http://example.org&#34;,&#34;click&#34;)<br>1.1 predict-kettle: not handed in, 0 of 1 points<br>4.1 count-async: failed, 1.5 of 3 points. One after another: it printed &#34;=HYPERLINK(&#34;http://example.org&#34;,&#34;click&#34;)&#34; (count-async.ts:9)<br>4.5 write-gather: could not be run, 0 of 4 points. =HYPERLINK(&#34;http://example.org&#34;,&#34;click&#34;)"
    "Participant 103","Zoë Unlucky",s-3,zoe@example.org,"Submitted for grading",B,5.00,8.00,Yes,-,-,
    "Participant 104","Ulf Unknown",s-4,ulf@example.org,"No submission",B,,8.00,Yes,-,-,"kept as it is"
    "
  `)
})

test('rows of those who are nobody here, or could not be judged, are the same bytes', () => {
  const { content } = moodle(CLASS, WORKSHEET)
  expect(content.slice(0, content.indexOf('\r\n'))).toBe(
    WORKSHEET.slice(0, WORKSHEET.indexOf('\r\n')),
  )
  const from = (text: string): string => text.slice(text.indexOf('"Participant 103"'))
  expect(from(content)).toBe(from(WORKSHEET))
})

test('cells other than grade and feedback are the same everywhere', () => {
  const before: string[][] = parse(WORKSHEET, { bom: true })
  const after: string[][] = parse(moodle(CLASS, WORKSHEET).content, { bom: true })
  const others = (rows: string[][]): string[][] =>
    rows.map((row) => row.filter((_, at) => at !== 6 && at !== 11))
  expect(others(after)).toEqual(others(before))
})

test('Moodle takes the grades from it', () => {
  expect(imported(moodle(CLASS, WORKSHEET).content)).toEqual([
    { participant: 101, grade: 8 },
    { participant: 102, grade: 1.17 },
    { participant: 103, grade: 5 },
  ])
})

test('feedback is HTML in which nothing of a learner is markup, and no formula', () => {
  const everyone = [
    ENGLISH,
    ...HOSTILE.map(
      (_, at) =>
        `Participant ${at + 1},Name ${at},h-${at},h${at}@example.org,Submitted,A,,8.00,Yes,-,-,`,
    ),
  ].join('\n')
  const people = HOSTILE.map((_, at): Person => ({ id: `h-${at}`, name: 'Somebody' }))
  const rows: string[][] = parse(moodle(withPeople(people, 1), everyone).content)
  for (const row of rows.slice(1)) {
    const feedback = row[11] ?? ''
    expect(feedback).toMatch(/^\d+ of 3 exercises passed<br>/)
    expect(feedback.replaceAll('<br>', '')).not.toMatch(/[<>"'\n\r]/)
  }
})

test.each([
  [
    'German',
    'ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Bewertung kann geändert werden,Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung),Feedback als Kommentar',
    'Teilnehmer/in101',
  ],
  [
    'French',
    'Identifiant,Nom complet,Adresse de courriel,Statut,Note,Note maximale,La note peut être modifiée,Dernière modification (travail remis),Dernière modification (note),Feedback par commentaires',
    'Participant 101',
  ],
  [
    'Japanese',
    'ID,フルネーム,メールアドレス,ステータス,評点,最大評点,変更可能な評点,最終更新日時 (提出),最終更新日時 (評定),フィードバックコメント',
    '参加者101',
  ],
  ['a language nobody here knows', 'Aa,Bb,Cc,Dd,Ee,Ff,Gg,Hh,Ii,Feedback: Jj', 'Qq 101'],
])('headings may be in %s', (_, header, participant) => {
  const sheet = `${header}\n${participant},Ada,ada@example.org,x,,8.00,x,-,-,\n`
  const rows: string[][] = parse(moodle(CLASS, sheet).content)
  expect(rows[0]?.join(',')).toBe(header)
  expect(rows[1]?.[4]).toBe('8.00')
  expect(rows[1]?.[9]).toBe('3 of 3 exercises passed')
})

test('a decimal comma, semicolons and a last line without an end stay', () => {
  const sheet = `${ENGLISH.replaceAll(',', ';')}\nParticipant 102;Eve;s-2;;x;A;;8,00;Yes;-;-;`
  const { content } = moodle(CLASS, sheet)
  expect(content.split('\n')[1]).toMatch(/^Participant 102;Eve;s-2;;x;A;1,17;8,00;Yes;-;-;"0 of 3 /)
  expect(content.endsWith('\n')).toBe(false)
})

test('without a roster people are known by the number in the names of Moodle’s downloads', () => {
  const downloaded = withPeople([{ id: '101', name: 'Ada Lovelace' }])
  expect(imported(moodle(downloaded, WORKSHEET).content)).toContainEqual({
    participant: 101,
    grade: 8,
  })
})

test('an id of a roster is no number of a participant', () => {
  const roster = withPeople([{ id: '104', name: 'Ada', columns: { id: '104', name: 'Ada' } }])
  const { content, notes } = moodle(roster, WORKSHEET)
  expect(content).toBe(WORKSHEET)
  expect(notes).toContain('The worksheet has nobody who is "104"')
})

test('blind marking: the worksheet itself as the roster', () => {
  const sheet =
    'Identifier,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments\nParticipant 7,x,,8.00,Yes,-,-,\n'
  const blind = withPeople([
    { id: 'Participant 7', name: '', columns: { Identifier: 'Participant 7' } },
  ])
  expect(moodle(blind, sheet).content.split('\n')[1]).toBe(
    'Participant 7,x,8.00,8.00,Yes,-,-,3 of 3 exercises passed',
  )
})

test('what Moodle would pass over is said', () => {
  const few = WORKSHEET.replaceAll('8.00', '5.00').replaceAll('Feedback comments', 'Other')
  expect(moodle(CLASS, few).notes).toMatchInlineSnapshot(`
    [
      "One submission could not be judged and got no points: s-3",
      "In Moodle the maximum grade is 5, the exercises are worth 8: points are not scaled, so change the one in Moodle",
      "Moodle will pass over grades above its maximum: "s-1"",
      "The worksheet has no column for feedback comments: only grades were filled in",
    ]
  `)
})

test.each([
  ['no worksheet', undefined, /none was given/],
  ['not a worksheet', 'id,name\ns-1,Ada\n', /has no column of grades .* its columns are id, name$/],
  ['no participants', 'id,name\nx,Ada\n', /has no column with numbers such as "Participant 123"/],
  ['a scale', WORKSHEET.replaceAll('8.00', '"Good, better"'), /graded by a scale has none/],
  ['another encoding', WORKSHEET.replace('ë', '\ufffd'), /^The worksheet is not in UTF-8$/],
  ['broken quotes', `${ENGLISH}\nParticipant 1,"Ada`, /^The worksheet cannot be read as CSV: /],
])('%s: refused, with what to do', (_, sheet, message) => {
  const complaint = complaintOf(() => moodle(CLASS, sheet))
  expect(complaint?.message).toMatch(message)
  expect(complaint?.next).toMatch(/worksheet|downloaded/)
})

function moodle(
  results: Results,
  worksheet: string | undefined,
): { content: string; notes: readonly string[] } {
  const options = worksheet === undefined ? {} : { moodleWorksheet: worksheet }
  const [file] = FORMATS.moodle(results, options)
  return { content: file?.content ?? '', notes: file?.notes ?? [] }
}

function complaintOf(run: () => unknown): UsageError | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    return error instanceof UsageError ? error : undefined
  }
}

/** Submissions of the hostile class in these people's names, and at last one that could not be judged. */
function withPeople(people: readonly Person[], from = 0): Results {
  const { submissions } = hostile
  const fault = submissions
    .slice(-1)
    .map((each): SubmissionResult => ({ ...each, person: { ...each.person, id: 's-3' } }))
  return {
    ...hostile,
    submissions: [
      ...people.flatMap((person, at) => {
        const submission = submissions[from + at]
        return submission ? [{ ...submission, person }] : []
      }),
      ...fault,
    ],
  }
}

/** The grades that Moodle's importer takes, by the rules of its mod/assign/feedback/offline/. */
function imported(content: string): readonly object[] {
  const [header = [], ...rows]: string[][] = parse(content, { bom: true })
  const [identifier, grade, modified] = ['Identifier', 'Grade', 'Last modified (grade)'].map(
    (heading) => header.indexOf(heading),
  )
  for (const index of [identifier, grade, modified]) expect(index).toBeGreaterThanOrEqual(0)
  return rows
    .map((row) => ({
      participant: Number((row[identifier ?? -1] ?? '').slice('Participant '.length)),
      grade: row[grade ?? -1] ?? '',
    }))
    .filter(({ grade: given }) => given !== '' && Number(given) <= 8)
    .map(({ participant, grade: given }) => ({ participant, grade: Number(given) }))
}
