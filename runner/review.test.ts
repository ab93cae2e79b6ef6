import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openWorkbook, type Exercise, type Workbook } from './catalogue.ts'
import { chooseReview, endReview, startReview } from './review.ts'

const root = mkdtempSync(join(tmpdir(), 'review-'))
let workbook: Workbook

beforeEach(async () => {
  rmSync(root, { recursive: true, force: true })
  write(
    'exercises/catalogue.ts',
    `const entry = { title: '', stars: 1, points: 1, kind: 'fix' }
     export const catalogue = [
       { slug: '01-a', title: '', exercises: [
         { ...entry, slug: 'guess', kind: 'predict' }, { ...entry, slug: 'old' }, { ...entry, slug: 'new' }] },
       { slug: '02-b', title: '', exercises: [{ ...entry, slug: 'here' }, { ...entry, slug: 'near' }] },
     ]`,
  )
  workbook = await openWorkbook(root)
  for (const { path, solution, slug } of workbook.exercises) {
    write(`exercises/${path}`, `the answer to ${slug}`)
    mkdirSync(dirname(solution), { recursive: true })
    writeFileSync(solution, '// #region stub\n// the stub\n// #endregion\n')
  }
  worked('old', 1)
  worked('new', 2)
  worked('near', 0)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('what is done once more comes from another lesson, and was worked on longest ago', () => {
  const all = workbook.exercises.map(({ slug }) => slug)
  const choose = (passed: readonly string[], from?: string) =>
    chooseReview(workbook, { passed, from: from === undefined ? undefined : find(from) })?.slug
  expect(choose(all, 'here')).toBe('old')
  expect(choose(['guess', 'new', 'here', 'near'], 'here')).toBe('new')
  expect(choose(['here', 'near'], 'here')).toBe('near')
  expect(choose(['guess', 'here'], 'here')).toBeUndefined()
  expect(choose(all)).toBe('near')
})

test('a review begins with the stub, and the answer comes back unharmed', () => {
  const old = find('old')
  const aside = startReview(workbook, old, new Date(0))
  expect(readFileSync(old.file, 'utf8')).toBe('the stub\n')
  writeFileSync(old.file, 'a new attempt')
  const kept = endReview(workbook, old, new Date(0))
  expect(readFileSync(old.file, 'utf8')).toBe('the answer to old')
  expect(readFileSync(String(kept), 'utf8')).toBe('a new attempt')
  expect(existsSync(aside)).toBe(false)
  expect(() => endReview(workbook, old, new Date(0))).toThrow('No answer to "old" was put aside')
})

test('a second review loses no answer of the first', () => {
  const old = find('old')
  startReview(workbook, old, new Date(0))
  writeFileSync(old.file, 'a better answer')
  const aside = startReview(workbook, old, new Date(0))
  expect(readFileSync(aside, 'utf8')).toBe('a better answer')
  expect(readFileSync(join(root, '.kept/01-a/old.1970-01-01T00-00-00.ts'), 'utf8')).toBe(
    'the answer to old',
  )
})

const find = (slug: string): Exercise =>
  workbook.exercises.find((exercise) => exercise.slug === slug) ?? expect.unreachable()

const worked = (slug: string, at: number): void => utimesSync(find(slug).file, at, at)

function write(path: string, text: string): void {
  const file = join(root, ...path.split('/'))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
