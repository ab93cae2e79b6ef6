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

test('a lesson may show when and how a process ends, and is held to it', async () => {
  lesson('right', [
    [UNHEARD, ' 100 ms  ── exit code 1 ──'],
    [UNSETTLED, '   0 ms  waiting\n   0 ms  ── exit code 13 ──'],
    [TIDY, ' 200 ms  ── exit code 0 ──'],
  ])
  lesson('wrong', [
    [UNHEARD, ' 300 ms  caught\n 300 ms  ── exit code 0 ──'],
    [TIDY, ' 100 ms  ── exit code 0 ──'],
  ])

  const { problems } = await verifyLessons({ root, lessons: [], exercises: [] }, { realTime: true })

  expect(problems).toEqual([
    {
      where: 'lessons/wrong.md:1',
      what: 'Line 1 of its output is "300 ms  caught" in the lesson; the simulator printed "100 ms  ── exit code 1 ──"',
    },
    {
      where: 'lessons/wrong.md:13',
      what: 'Line 1 of its output is "100 ms  ── exit code 0 ──" in the lesson; the simulator printed "200 ms  ── exit code 0 ──"',
    },
    {
      where: 'lessons/wrong.md:1',
      what: 'Line 1 of its output is "caught" in the lesson; real Node printed "── exit code 1 ──"',
    },
  ])
})

function lesson(slug: string, programs: readonly (readonly [program: string, shown: string])[]) {
  const text = programs.map(
    ([program, shown]) => `\`\`\`ts\n${program}\n\`\`\`\n\n\`\`\`text\n${shown}\n\`\`\`\n`,
  )
  writeFileSync(join(root, 'lessons', `${slug}.md`), text.join('\n'))
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
