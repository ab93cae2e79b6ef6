import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openWorkbook, type Workbook } from './catalogue.ts'
import { openChecker, type Checker } from './check.ts'
import type { CheckRequest, SuiteReport } from './suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-workbook-check-'))
const request: CheckRequest = { seed: 7, dir: '/somewhere', replace: { 'a/one.ts': '/other.ts' } }
let workbook: Workbook
let checker: Checker

beforeAll(async () => {
  write('package.json', '{ "type": "module" }')
  write(
    'exercises/catalogue.ts',
    `const entry = { title: '', kind: 'write', stars: 1, points: 1 }
     export const catalogue = [
       { slug: '01-a', title: '', exercises: [{ ...entry, slug: 'one' }, { ...entry, slug: 'two' }] },
     ]`,
  )
  write('exercises/01-a/two.test.ts', `import { test } from 'vitest'; test('two', () => {})`)
  // A path that is not the real one, as macOS has for its temporary files.
  symlinkSync(folder, `${folder}-link`, 'junction')
  workbook = await openWorkbook(`${folder}-link`)
  // Longer than a test may take: here no run ends by being silent.
  checker = await openChecker(workbook, { silenceLimitMs: 60_000 })
})

afterAll(async () => {
  await checker.close()
  rmSync(`${folder}-link`)
  rmSync(folder, { recursive: true })
})

afterEach(() => rmSync(join(folder, 'exercises/01-a/one.test.ts')))

test('says of every test that ran what happened in it', async () => {
  suite(`
    test('sees the request', ({ task }) => {
      task.meta.evidence = { request: inject('request') }
    })
    describe('group', () => {
      test('fails', () => {
        throw Object.assign(new TypeError('Too late'), { finding: { code: 'late', at: [1000] } })
      })
    })
    test.skip('waits for better days', () => {})
  `)
  expect(await run()).toEqual({
    exercise: 'one',
    tests: [
      { name: 'sees the request', passed: true, errors: [], evidence: { request } },
      {
        name: 'group > fails',
        passed: false,
        errors: [{ name: 'TypeError', message: 'Too late', finding: { code: 'late', at: [1000] } }],
        evidence: undefined,
      },
    ],
    fault: undefined,
    wallMs: expect.any(Number),
  })
})

test('sees every edit, and loads again only what it touches', async () => {
  write(
    'runner/kept.ts',
    `globalThis.kept = (globalThis.kept ?? 0) + 1; export const kept = globalThis.kept`,
  )
  write('runner/deep.ts', `export const deep: number = 1`)
  write('runner/index.ts', `export * from './kept.ts'; export * from './deep.ts'`)
  const text = `
    import { deep, kept } from '../../runner/index.ts'
    test('loads', ({ task }) => { task.meta.evidence = [SUITE, deep, kept] })
  `
  suite(text.replace('SUITE', '"first"'))
  expect(await evidence()).toEqual(['first', 1, 1])
  suite(text.replace('SUITE', '"second"'))
  expect(await evidence()).toEqual(['second', 1, 1])
  write('runner/deep.ts', `export const deep: number = 2`)
  expect(await evidence()).toEqual(['second', 2, 1])
  expect(await evidence()).toEqual(['second', 2, 1])
  // Another checker has these modules from the disk, as they were transformed the first time.
  const other = await openChecker(workbook)
  expect(await evidence(other)).toEqual(['second', 2, 1])
  write('runner/deep.ts', `export const deep: number = 3`)
  expect(await evidence(other)).toEqual(['second', 3, 1])
  await other.close()
})

test('keeps nothing of the runs that are over', async () => {
  suite(`
    import { setFlagsFromString } from 'node:v8'
    import { runInNewContext } from 'node:vm'
    const fixture = async ({}, use) => await use(1)
    test.extend({ fixture })('is remembered', ({ task, fixture: _ }) => {
      setFlagsFromString('--expose-gc')
      runInNewContext('gc')()
      globalThis.remembered ??= []
      task.meta.evidence = globalThis.remembered.filter((each) => each.deref()).length
      globalThis.remembered.push(new WeakRef(fixture))
    })
  `)
  for (let round = 0; round < 9; round++) await run()
  // The last one may still be at hand.
  expect(await evidence()).toBeLessThan(3)
})

test('calls it a fault when the suite cannot judge', async () => {
  let faults = ''
  for (const text of FAULTY) {
    suite(text)
    const { fault, tests } = await run()
    // The parser's drawing of the place is its own affair.
    faults += `${fault?.replace(/\s+╭[^]*╯/, '')}\n\n`
    expect(tests.filter(({ passed }) => !passed)).toEqual([])
  }
  expect(faults).toMatchInlineSnapshot(`
    "exercises/01-a/one.test.ts could not be run: Transform failed with 1 error:

    [PARSE_ERROR] Expected \`}\` but found \`EOF\`

    exercises/01-a/one.test.ts could not be run: Cannot find module './nowhere.ts' imported from exercises/01-a/one.test.ts (exercises/01-a/one.test.ts:2)

    exercises/01-a/one.test.ts could not be run: Cannot find package 'no-such-package' imported from exercises/01-a/one.test.ts (exercises/01-a/one.test.ts:2)

    exercises/01-a/one.test.ts could not be run: On loading (exercises/01-a/one.test.ts:2)

    exercises/01-a/one.test.ts could not be run: No test suite found in file exercises/01-a/one.test.ts

    exercises/01-a/one.test.ts ran no test

    exercises/01-a/one.test.ts could not be run: Before all (exercises/01-a/one.test.ts:2)

    exercises/01-a/one.test.ts let an error escape: Unseen

    exercises/01-a/one.test.ts was cut short: exit code 3

    "
  `)
  // Nothing of it is left for the next run.
  expect(await run('two')).toMatchObject({ tests: [{ passed: true }], fault: undefined })
})

test('ends a suite of which nothing is heard', async () => {
  const impatient = await openChecker(workbook, { silenceLimitMs: 3000 })
  suite(`test('is silent', () => new Promise(() => {}))`)
  expect((await run('one', {}, impatient)).fault).toMatchInlineSnapshot(
    `"exercises/01-a/one.test.ts was cut short: no test began or ended for 3 s, in "is silent""`,
  )
  expect(await run('two', {}, impatient)).toMatchObject({ tests: [{ passed: true }] })
  await impatient.close()
})

test('a module that was missing is found once it is there', async () => {
  suite(`
    import { late } from '../../runner/importer.ts'
    test('loads', ({ task }) => { task.meta.evidence = late })
  `)
  write('runner/importer.ts', `export * from './late.ts'`)
  expect((await run()).fault).toContain('late.ts')
  write('runner/late.ts', `export const late = 'here'`)
  expect(await evidence()).toBe('here')
})

test('an abandoned run is dropped at once, and the next one starts clean', async () => {
  for (const text of [
    // Its test is told, and what it does afterwards is its own affair.
    `test('never ends', ({ signal }) => {
       note('begun')
       signal.addEventListener('abort', () => note('told'))
       return new Promise(() => {})
     })
     test('the next test', () => note('went on'))`,
    // This one cannot be told; its thread is replaced.
    `test('is deaf', () => { note('begun'); for (;;); })`,
  ]) {
    suite(`
      import { writeFileSync } from 'node:fs'
      const note = (name) => writeFileSync(${JSON.stringify(`${folder}/`)} + name, '')
      ${text}
    `)
    const waiting = new AbortController()
    const abandoned = run('one', { signal: waiting.signal })
    const next = run('two')
    await vi.waitUntil(() => existsSync(join(folder, 'begun')), { timeout: 10_000 })
    waiting.abort(new Error('Saved again'))
    await expect(abandoned).rejects.toThrow('Saved again')
    expect(await next).toMatchObject({
      exercise: 'two',
      tests: [{ name: 'two', passed: true }],
      fault: undefined,
    })
    rmSync(join(folder, 'begun'))
  }
  expect(existsSync(join(folder, 'told'))).toBe(true)
  expect(existsSync(join(folder, 'went on'))).toBe(false)
})

test('what a suite has started can be ended when the checker is closed', async () => {
  const farewell = join(folder, 'farewell')
  suite(`
    import { writeFileSync } from 'node:fs'
    process.once('exit', () => writeFileSync(${JSON.stringify(farewell)}, ''))
    test('passes', () => {})
  `)
  const other = await openChecker(workbook)
  expect((await run('one', {}, other)).fault).toBe(undefined)
  expect(existsSync(farewell)).toBe(false)
  await other.close()
  expect(existsSync(farewell)).toBe(true)
})

test('a run that was abandoned before its turn never begins', async () => {
  suite(`test('writes', () => { throw new Error('It began') })`)
  const first = run('two')
  const second = run('one', { signal: AbortSignal.abort(new Error('Never mind')) })
  await expect(second).rejects.toThrow('Never mind')
  expect(await first).toMatchObject({ exercise: 'two', fault: undefined })
})

test('leaves the process as it was', async () => {
  suite(`test('fails', () => { throw new Error('Red'); })`)
  const before = traits()
  const other = await openChecker(workbook)
  expect((await run('one', {}, other)).tests).toMatchObject([{ passed: false }])
  expect(traits()).toEqual(before)
  const [closed] = await Promise.allSettled([run('one', {}, other), other.close()])
  expect(closed).toMatchObject({ status: 'rejected', reason: new Error('The checker was closed') })
  expect(traits()).toEqual(before)
})

function traits(): unknown {
  return {
    env: { ...process.env },
    // oxlint-disable-next-line no-restricted-properties -- only looked at
    exitCode: process.exitCode,
    listeners: ['SIGINT', 'SIGTERM', 'exit', 'unhandledRejection', 'uncaughtException'].map(
      (event) => process.listenerCount(event),
    ),
  }
}

const FAULTY = [
  `test('unfinished', () => {`,
  `import './nowhere.ts'; test('', () => {})`,
  `import name from 'no-such-package'; test(name, () => {})`,
  `throw new Error('On loading')`,
  `const answer = 42`,
  `test.skip('skipped', () => {})`,
  `beforeAll(() => { throw new Error('Before all') }); test('never', () => {})`,
  `test('leaves a rejection', () => { void Promise.reject(new Error('Unseen')) })`,
  `test('dies', () => { process.reallyExit(3) })`,
]

function suite(text: string): void {
  write(
    'exercises/01-a/one.test.ts',
    `import { beforeAll, describe, inject, test } from 'vitest'\n${text}`,
  )
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

async function run(
  slug = 'one',
  options: { readonly signal?: AbortSignal } = {},
  by = checker,
): Promise<SuiteReport> {
  const exercise = workbook.exercises.find((candidate) => candidate.slug === slug)
  if (!exercise) throw new Error(`No exercise ${slug}`)
  return by.run(exercise, request, options)
}

async function evidence(by = checker): Promise<unknown> {
  const { tests, fault } = await run('one', {}, by)
  return fault ?? tests[0]?.evidence
}
