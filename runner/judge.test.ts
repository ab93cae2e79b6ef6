import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorkbook, type Workbook } from './catalogue.ts'
import { openJudge, type Judge } from './judge.ts'
import { renderPicture } from './reports.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'judge-')))
let workbook: Workbook
let judge: Judge

/** A workbook of two exercises, `tower` standing on `base`; otherwise the real thing. */
beforeAll(async () => {
  cpSync(join(root, 'runner'), join(folder, 'runner'), { recursive: true })
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  write(
    'exercises/catalogue.ts',
    `const entry = { title: '', kind: 'write', stars: 1, points: 1 }
     export const catalogue = [
       { slug: '01-a', title: '', exercises: [{ ...entry, slug: 'base' }, { ...entry, slug: 'tower' }] },
     ]`,
  )
  write(
    'exercises/01-a/base.test.ts',
    `import { exercise, expect } from '#runner'
     const test = exercise(import.meta.url)
     test('is 1', async ({ simulate }) => {
       expect(await simulate(({ base }) => base)).toSettleWith(1)
     })`,
  )
  write(
    'exercises/01-a/tower.test.ts',
    `import { exercise, expect } from '#runner'
     const test = exercise(import.meta.url, { tools: ['given.ts'] })
     test('is below its bound', async ({ simulate, explore }) => {
       await explore(({ integer }) => ({ n: integer(0, 1000) }), async ({ n }) => {
         const run = await simulate(({ tower }, { isLess }, n) => isLess(tower(n), 2000), n)
         expect(run).toSettleWith(true)
       })
     })
     test('two alarms of one moment', async ({ simulate, explore }) => {
       await explore(() => ({}), async () => {
         const run = await simulate(({ race }) => race())
         expect(run).toSettleWith('all')
       })
     })`,
  )
  write(
    'exercises/01-a/given.ts',
    'export const isLess = (one: number, other: number) => one < other',
  )
  write(
    'solutions/01-a/base/diagnosis.ts',
    `export const diagnosis = { stub: '', spoilers: [], rules: {} }`,
  )
  write(
    'solutions/01-a/tower/diagnosis.ts',
    `export const diagnosis = { stub: '', spoilers: [], rules: {
       race: { seen: ({ data }) => data.length === 0, says: { en: 'Somebody else won.' } },
     } }`,
  )
  workbook = await openWorkbook(folder)
  judge = openJudge(workbook)
})
afterAll(async () => {
  await judge.close()
  rmSync(folder, { recursive: true, force: true })
})

test('an answer brings the earlier answers that it imports, and tools come from the workbook', async () => {
  write('elsewhere/01-a/base.ts', 'export const base = 1')
  write('elsewhere/01-a/given.ts', 'export const isLess = () => false')
  write('elsewhere/01-a/tower.ts', tower('base + n', `'all'`))
  expect(await verdict()).toMatchObject({ status: 'passed', findings: [] })
})

test('an earlier answer that is wrong is named before what comes of it', async () => {
  write('elsewhere/01-a/base.ts', 'export const base = 3000')
  write('elsewhere/01-a/tower.ts', tower('base + n', `'all'`))
  const { status, findings } = await verdict()
  expect(status).toBe('failed')
  expect(findings.map(({ code, file }) => [code, file])).toEqual([['builds-on', 'base.ts']])
})

test('what was not run any more, after a run had to be ended by force, is blamed for nothing', async () => {
  write('elsewhere/01-a/base.ts', 'export const base = 1')
  write('elsewhere/01-a/tower.ts', tower('{ for (;;); }', `'all'`))
  const { tests, findings } = await verdict()
  expect(tests).toMatchObject([{ passed: false }, { passed: false }])
  expect(findings).toMatchObject([{ code: 'spin' }])
})

test('an exploration ends with the smallest case that goes wrong', async () => {
  write('elsewhere/01-a/base.ts', 'export const base = 1')
  write('elsewhere/01-a/tower.ts', tower('n < 17 ? n : 2000', `'all'`))
  const found = await verdict()
  expect(renderPicture(found, { columns: 80, colour: false }).at(-1)).toBe(
    'Many cases were tried; this is the smallest that goes wrong: n 17',
  )
  expect(await verdict()).toEqual({ ...found, wallMs: expect.any(Number) })
})

test('an exploration tries both orders of alarms that are set for one moment', async () => {
  write('elsewhere/01-a/base.ts', 'export const base = 1')
  write(
    'elsewhere/01-a/tower.ts',
    tower(
      'n',
      `new Promise((resolve) => {
        let first = true
        setTimeout(() => (first = false), 30)
        setTimeout(() => setTimeout(() => resolve(first ? 'b' : 'all'), 20), 10)
      })`,
    ),
  )
  expect((await verdict()).tests).toMatchObject([{ passed: true }, { passed: false }])
})

const verdict = async () =>
  await judge.judge(
    workbook.exercises.find(({ slug }) => slug === 'tower') ?? expect.unreachable(),
    { dir: join(folder, 'elsewhere'), seed: 1 },
  )

const tower = (height: string, race: string): string =>
  `import { base } from './base.ts'
   export const tower = (n: number): number => ${height}
   export const race = () => ${race}
   export const standsOn = base`

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
