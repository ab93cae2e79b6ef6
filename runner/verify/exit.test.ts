import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLessons } from './lessons.ts'

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'exit-'))
  mkdirSync(join(root, 'lessons'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a lesson may show how the process ends, and when', async () => {
  expect(await problemsOf(UNHEARD, ' 100 ms  ── exit code 1 ──')).toEqual([])
  expect(await problemsOf(UNSETTLED, '   0 ms  waiting\n   0 ms  ── exit code 13 ──')).toEqual([])
  expect(await problemsOf(TIDY, ' 200 ms  ── exit code 0 ──')).toEqual([])
})

test('an exit that is not so is found, by the simulator and by real Node', async () => {
  expect(await problemsOf(UNHEARD, ' 300 ms  caught\n 300 ms  ── exit code 0 ──')).toEqual([
    'Line 1 of its output is "300 ms  caught" in the lesson; the simulator printed "100 ms  ── exit code 1 ──"',
    'Line 1 of its output is "caught" in the lesson; real Node printed "── exit code 1 ──"',
  ])
  expect(await problemsOf(TIDY, ' 100 ms  ── exit code 0 ──')).toEqual([
    'Line 1 of its output is "100 ms  ── exit code 0 ──" in the lesson; the simulator printed "200 ms  ── exit code 0 ──"',
  ])
})

async function problemsOf(program: string, shown: string): Promise<string[]> {
  const text = ['```ts', program, '```', '', '```text', shown, '```', ''].join('\n')
  writeFileSync(join(root, 'lessons', 'exit.md'), text)
  const { problems } = await verifyLessons({ root, lessons: [], exercises: [] }, { realTime: true })
  return problems.map(({ what }) => what)
}

const UNHEARD = `import { print, sleep } from '#kit'
const failing = sleep(100).then(() => { throw new Error('unheard') })
await sleep(300)
await failing.catch(() => print('caught'))`

const UNSETTLED = `import { print } from '#kit'
print('waiting')
await new Promise(() => {})`

const TIDY = `import { sleep } from '#kit'
await sleep(200)`
