import { spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { solutionOf } from './answers.ts'
import { findExercise, openWorkbook } from './catalogue.ts'
import { grade, readLateRule, readOverrides, renderChanges } from './grade.ts'
import { openJournal } from './grade/journal.ts'
import { lateAdjustment } from './grade/late.ts'
import { adjust } from './grade/overrides.ts'
import { pointsFor } from './grade/score.ts'
import type { Results } from './results.ts'
import { readSubmissions } from './submissions.ts'
import { chooseWall } from './walls.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-workbook-grade-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const DAY = 24 * 60 * 60 * 1000

test('late rules, for each unit begun, and no more than the most', () => {
  const after = (rule: string, lateMs: number) =>
    lateAdjustment({ earned: 20, lateMs }, readLateRule(rule))
  expect(after('zero', 0)).toBeUndefined()
  expect([
    after('note', 5 * 60_000),
    after('zero', 1),
    after('10%/day', 1),
    after('10%/day', DAY + 1),
    after('10%/day, 50%', 9 * DAY),
    after('0.1%/hour', (3 * DAY) / 24),
  ]).toEqual([
    { why: '5 minutes late', points: 0 },
    { why: '1 minute late', points: -20 },
    { why: '1 minute late: 10 %', points: -2 },
    { why: '2 days late: 20 %', points: -4 },
    { why: '9 days late: 50 %', points: -10 },
    { why: '3 hours late: 0.3 %', points: -0.06 },
  ])
  for (const rule of ['', '10', '-1%/day', '10%/week', '1e9%/day'])
    expect(() => readLateRule(rule)).toThrow('is no rule for late work')
})

test('nobody earns by a test that the stub passes, and who breaks it loses', () => {
  const tests = (...passed: readonly boolean[]) =>
    passed.map((each, index) => ({ name: 'abcd'[index] ?? '', passed: each }))
  const worth = (status: 'failed' | 'passed' | 'broken' | 'fault', ...passed: readonly boolean[]) =>
    pointsFor({ status, tests: tests(...passed) }, { possible: 3, unearned: ['c'] })
  expect(worth('passed', true, true, true, true)).toBe(3)
  expect(worth('failed', false, false, true, false)).toBe(0)
  expect(worth('failed', true, false, true, false)).toBe(1)
  expect(worth('failed', true, true, false, false)).toBe(1)
  expect(worth('broken', true, true, true, false)).toBe(0)
  expect(worth('fault')).toBe(0)
})

test('decisions of the instructor: instead of what was earned, or added to it, in their order', () => {
  const file = join(folder, 'overrides.csv')
  writeFileSync(
    file,
    '\uFEFFid;exercise;points;why\ns1;count-async;2.5;oral exam\ns1;;+1;\ns2;;-0.5;copied\n',
  )
  const [exam, bonus, copied] = readOverrides(file)
  expect([exam, bonus, copied].map((each) => (each ? adjust(2, [each]) : []))).toEqual([
    [{ why: 'oral exam', points: 0.5 }],
    [{ why: 'decided by the instructor', points: 1 }],
    [{ why: 'copied', points: -0.5 }],
  ])
  writeFileSync(file, 'id,points\ns1,ten\n')
  expect(() => readOverrides(file)).toThrow('Row 2 of')
  writeFileSync(file, 'id,points\n"s1,1\n')
  expect(() => readOverrides(file)).toThrow('could not be read')
  expect(() => readOverrides(join(folder, 'nowhere.csv'))).toThrow('could not be read')
})

test('a journal that was torn in the middle of a line goes on from the line before', () => {
  const file = join(folder, 'journal.ndjson')
  const entry = (key: string) =>
    ({ version: 1, key, judged: [], wallMs: 1, memoryBytes: 1 }) as const
  const journal = openJournal(file)
  journal.add(entry('a'))
  journal.add(entry('b'))
  journal.close()
  appendFileSync(file, 'no entry\n{"version":1,"key":"c","judg')
  const again = openJournal(file)
  expect(['a', 'b', 'c'].map((key) => again.find(key)?.key)).toEqual(['a', 'b', undefined])
  again.add(entry('c'))
  again.close()
  expect(readFileSync(file, 'utf8').endsWith(`no entry\n${JSON.stringify(entry('c'))}\n`)).toBe(
    true,
  )
})

test('two batches do not write into one journal; one that was killed is in nobody’s way', () => {
  const file = join(folder, 'shared.ndjson')
  const other = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'])
  writeFileSync(`${file}.lock`, String(other.pid))
  expect(() => openJournal(file)).toThrow(`Process ${other.pid} is grading into the same folder`)
  const { pid } = spawnSync(process.execPath, ['--eval', '0'])
  writeFileSync(`${file}.lock`, String(pid))
  openJournal(file).close()
  expect(existsSync(`${file}.lock`)).toBe(false)
  other.kill()
})

test('who would change, and why', () => {
  const results = (points: Readonly<Record<string, number>>): Results => ({
    version: 1,
    workbook: { version: '1', digest: '' },
    seed: 1,
    isolation: { tier: 'strict', walls: [] },
    exercises: [],
    missing: [],
    unmatched: [],
    submissions: Object.entries(points).map(([id, earned]) => ({
      person: { id, name: `${id}\u001b[2J` },
      source: '',
      digest: '',
      intake: { taken: 1, ignored: 0, problems: [] },
      exercises: [],
      earned,
      possible: 3,
      adjustments: [],
      points: earned,
      status: 'graded',
    })),
  })
  const lines = renderChanges(results({ a: 1, b: 2, c: 3 }), results({ a: 1, b: 2.5, d: 0 }))
  expect(lines.join('\n')).not.toContain('\u001b')
  expect(lines.map((line) => line.replace(/ .*\)  /, ' '))).toEqual([
    '~ 2 → 2.5 (+0.5)',
    '+ new, 0 points',
    '- gone, had 3 points',
    '3 of 3 would change',
  ])
})

test('files as editors, other systems and jokers leave them', async () => {
  const workbook = await openWorkbook(fileURLToPath(new URL('../', import.meta.url)))
  const exercise = findExercise(workbook, 'count-async')
  const right = solutionOf(readFileSync(exercise.solution, 'utf8'))
  const hand = (person: string, content: string | Buffer): void => {
    mkdirSync(join(folder, 'class', person, exercise.lesson), { recursive: true })
    writeFileSync(join(folder, 'class', person, exercise.path), content)
  }
  hand('bom', `\uFEFF${right}`)
  hand('crlf', right.replaceAll('\n', '\r\n'))
  hand('empty', '')
  hand('latin-1', Buffer.from(`${right}// caf\u00e9\n`, 'latin1'))
  hand('line', `${right}// ${'x'.repeat(60_000)}\n`)
  hand('new\nline', `${right}//\n`)
  hand('nul', `${right}// \0\n`)
  hand('spaces', `${right}// import${' '.repeat(60_000)}\n`)
  hand('the stubs', `${right}// `)
  hand('too large', `${right}// ${'x'.repeat(70_000)}\n`)
  hand('utf-16', Buffer.from(`\uFEFF${right}`, 'utf16le'))
  mkdirSync(join(folder, 'class', 'folder', exercise.path), { recursive: true })
  writeFileSync(join(folder, 'class', 'folder', exercise.path, 'x.ts'), right)
  const intake = await readSubmissions([join(folder, 'class')], { workbook })
  expect(intake.problems).toEqual([
    'class: too large/04-gather/count-async.ts: It is too large to be an answer',
  ])
  const results = await grade({
    workbook,
    version: '0',
    exercises: [exercise],
    intake,
    seed: 1,
    wall: await chooseWall({ insist: 'basic', trust: true }),
    policy: { predictWeight: 1, due: undefined, late: { kind: 'note' }, overrides: [] },
    workers: 1,
    journal: join(folder, 'class.ndjson'),
    progress: { step: () => {}, end: () => {} },
  })
  expect(
    results.submissions.map(({ person, points, exercises: [result] }) =>
      [person.id, result?.status, points, result?.findings[0]?.code ?? ''].join(' ').trim(),
    ),
  ).toMatchInlineSnapshot(`
    [
      "bom passed 2",
      "crlf passed 2",
      "empty broken 0 empty",
      "latin-1 broken 0 not-utf8",
      "line passed 2",
      "new
    line passed 2",
      "nul passed 2",
      "spaces passed 2",
      "the stubs passed 2",
      "utf-16 broken 0 not-utf8",
    ]
  `)
}, 60_000)
