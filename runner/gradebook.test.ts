import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { FORMATS, gradesCsv, readFormats, type FormatName } from './gradebook.ts'
import { hostile } from './gradebook/hostile.ts'

const NAMES: readonly FormatName[] = [
  'gradescope',
  'classroom',
  'junit',
  'exercism',
  'prairielearn',
  'autolab',
  'canvas',
]

test('grades.csv says who got what, for what, and why', () => {
  const few = { ...hostile, submissions: hostile.submissions.filter((_, at) => at % 12 === 0) }
  expect(gradesCsv(few)).toMatchInlineSnapshot(`
    "﻿id,name,email,source,predict-kettle,count-async,write-gather,earned,adjustments,reasons,points,possible,status
    ada,Ada Lovelace,ada@example.org,class.zip/ada,1.00,3.00,4.00,8.00,0.00,,8.00,8.00,graded
    11 \\x00\\x08\\x7f\\x85,\\x00\\x08\\x7f\\x85,\\x00\\x08\\x7f\\x85,class.zip/\\x00\\x08\\x7f\\x85,0.00,1.50,0.00,1.50,-0.33,\\x00\\x08\\x7f\\x85 (-0.33),1.17,8.00,graded
    "23 {""scores"":{""count-async"":100}}","{""scores"":{""count-async"":100}}","{""scores"":{""count-async"":100}}","class.zip/{""scores"":{""count-async"":100}}",0.00,1.50,0.00,1.50,-0.33,"{""scores"":{""count-async"":100}} (-0.33)",1.17,8.00,graded
    max,Max Absent,,,,,,,,,,8.00,missing
    "
  `)
})

test('no cell of grades.csv is a formula, a number with a sign excepted', () => {
  const rows: string[][] = parse(gradesCsv(hostile), { bom: true })
  const formulas = rows
    .flat()
    .filter((cell) => /^[\s]*[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-?\d+\.\d\d$/.test(cell))
  expect(formulas).toEqual([])
})

test('every row of grades.csv has every column, in one line', () => {
  const text = gradesCsv(hostile)
  const rows: string[][] = parse(text, { bom: true })
  expect(rows.map((row) => row.length)).toEqual(rows.map(() => rows[0]?.length))
  expect(text.trimEnd().split('\n')).toHaveLength(rows.length)
})

test('what could not be judged has no points in grades.csv', () => {
  const rows: Record<string, string>[] = parse(gradesCsv(hostile), { bom: true, columns: true })
  expect(rows.find(({ id }) => id === 'zoe')).toMatchObject({
    'count-async': '3.00',
    'write-gather': '',
    earned: '',
    adjustments: '',
    points: '',
    status: 'fault',
  })
})

test.each(NAMES)('%s: the same results are the same bytes, in files with safe names', (name) => {
  const files = FORMATS[name](hostile, {})
  expect(FORMATS[name](structuredClone(hostile), {})).toEqual(files)
  expect(files.map(({ path }) => path).filter((path) => !SAFE.test(path))).toEqual([])
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length)
})

test.each(NAMES)('%s: whoever could not be judged is told of', (name) => {
  const notes = FORMATS[name](hostile, {}).flatMap((file) => file.notes ?? [])
  expect(notes).toContain('One submission could not be judged and got no points: zoe')
})

test.each(NAMES)('%s: nothing unseen and no control character gets through', (name) => {
  const unseen = FORMATS[name](hostile, {})
    .filter(({ path }) => !path.endsWith('.base64'))
    .flatMap(({ content }) => content.match(UNSEEN) ?? [])
  expect(unseen).toEqual([])
})

test.each(NAMES)('%s: no line begins with what a learner wrote', (name) => {
  const lines = FORMATS[name](hostile, {})
    .filter(({ path }) => !path.endsWith('.base64'))
    .flatMap(({ path, content }) => (path.endsWith('.json') ? stringsIn(content) : [content]))
    .flatMap((text) => text.split(/[\r\n]/))
  expect(lines.filter((line) => /^\s*(?:lines|and more|paragraph|: ?:notice)/.test(line))).toEqual(
    [],
  )
})

test('formats are refused by name, and by the files given for them, before anything is graded', () => {
  expect(readFormats(['junit', 'canvas'], {})).toEqual(['junit', 'canvas'])
  expect(() => readFormats(['csv'], {})).toThrow('There is no format "csv"')
  expect(() => readFormats(['moodle'], {})).toThrow('none was given')
  expect(() => readFormats(['canvas'], { canvasGradebook: 'a,b\n' })).toThrow('is no export')
})

/** What somebody who reads this JSON may show. */
function stringsIn(json: string): readonly string[] {
  const found: string[] = []
  JSON.parse(json, (_key, value: unknown) => {
    if (typeof value === 'string') found.push(value)
    return value
  })
  return found
}

/** Letters and numbers of any script, as fileNameOf makes them. */
const SAFE = /^[\p{Letter}\p{Number}./-]+$/u

const UNSEEN =
  /[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu
