import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
let copy = ''

/** A workbook of one lesson and one exercise, otherwise the real thing. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'verify-'))
  for (const name of ['runner', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  for (const folder of ['exercises', 'solutions', 'lessons']) mkdirSync(join(copy, folder))
  mkdirSync(join(copy, LESSON))
  for (const end of ['.ts', '.test.ts', '.md'])
    cpSync(join(root, `${LESSON}/count-sync${end}`), join(copy, `${LESSON}/count-sync${end}`))
  cpSync(join(root, ANSWERS), join(copy, ANSWERS), { recursive: true })
  writeFileSync(join(copy, 'exercises/catalogue.ts'), CATALOGUE)
  writeFileSync(join(copy, LESSON_TEXT), LESSON_MARKDOWN)
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('a sound workbook has nothing to mend', () => {
  const { code, output } = verify()
  expect(output.replace(/\d+ answers/, 'N answers')).toMatchInlineSnapshot(`
    "1 program of the lessons run
    count-sync: N answers judged
    1 exercise, nothing to mend"
  `)
  expect(code).toBe(0)
})

test('what does not fit is told file by file, as in a review', () => {
  change(`${LESSON}/count-sync.ts`, (text) => `${text}\n// a line too many\n`)
  change(`${LESSON}/count-sync.md`, (text) =>
    text
      .replace('<summary>Hint 2</summary>', '<summary>Hint 2</summary>\n\nUse busyWait.')
      .replace(/<details>\s*<summary>Hint 4[\s\S]*/, 'See [more](../more.md).\n'),
  )
  writeFileSync(join(copy, `${LESSON}/notes.txt`), 'left behind')
  change(`${ANSWERS}/also/recursion.ts`, (text) => text.replace("print('Two')", "print('two')"))
  change(`${ANSWERS}/mistakes/lump.ts`, () =>
    readFileSync(join(copy, `${ANSWERS}/mistakes/nowait.ts`), 'utf8'),
  )
  writeFileSync(
    join(copy, `${ANSWERS}/mistakes/unheard-of.ts`),
    readFileSync(join(copy, `${ANSWERS}/mistakes/nowait.ts`)),
  )
  change(LESSON_TEXT, (text) =>
    text.replace('   0 ms  hello', '   1 ms  hello').replace('count-sync.md', 'count-sink.md'),
  )

  const { code, output } = verify()

  expect(output.replace(/\d+ answers/, 'N answers')).toMatchInlineSnapshot(`
    "exercises/01-single-thread/notes.txt
      No exercise of the catalogue has this file: add the exercise, or remove the file
    lessons/01-single-thread.md
      It never links to its exercise as [Three counts that hold the thread](../exercises/01-single-thread/count-sync.md)
    lessons/01-single-thread.md
      It links to "../exercises/01-single-thread/count-sink.md", and there is no such file
    lessons/01-single-thread.md:3
      Line 1 of its output is "1 ms  hello" in the lesson; the simulator printed "0 ms  hello"
    1 program of the lessons run
    exercises/01-single-thread/count-sync.md
      It has 3 hints where every exercise has 4
    exercises/01-single-thread/count-sync.md
      Hint 2 contains "busyWait", the very call that the learner is to find
    exercises/01-single-thread/count-sync.md
      It links to "../more.md", and there is no such file
    solutions/01-single-thread/count-sync/diagnosis.ts
      mistakes/unheard-of.ts has no rule "unheard-of" that would catch it
    exercises/01-single-thread/count-sync.ts
      It is not the stub that stands in solutions/01-single-thread/count-sync/solution.ts: \`npm run reset count-sync\` writes that, and keeps a copy of this
    solutions/01-single-thread/count-sync/also/recursion.ts
      It should pass, and under seed 1 the test "three rounds of a second take three seconds, one after the other" says: "two" was printed where "Two" was expected. [other-text]
    solutions/01-single-thread/count-sync/mistakes/lump.ts
      It should be caught by "count-sync/lump", and the answer is "count-sync/nowait": Everything happened at 0 ms: nothing between One and Two takes any time yet.
    solutions/01-single-thread/count-sync/mistakes/unheard-of.ts
      It should be caught by "count-sync/unheard-of", and the answer is "count-sync/nowait": Everything happened at 0 ms: nothing between One and Two takes any time yet.
    count-sync: N answers judged
    12 to mend"
  `)
  expect(code).toBe(1)
})

function verify(): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(copy, 'runner/cli.ts'), 'verify', '--quick'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    },
  )
  return { code: status, output: `${stdout}${stderr}`.trimEnd() }
}

function change(file: string, edit: (text: string) => string): void {
  const path = join(copy, file)
  const before = readFileSync(path, 'utf8')
  const after = edit(before)
  if (after === before) throw new Error(`The plant in ${file} did not take`)
  writeFileSync(path, after)
}

const LESSON = 'exercises/01-single-thread'
const ANSWERS = 'solutions/01-single-thread/count-sync'
const LESSON_TEXT = 'lessons/01-single-thread.md'

const CATALOGUE = `export const catalogue = [
  {
    slug: '01-single-thread',
    title: 'One thread',
    exercises: [{ slug: 'count-sync', title: 'Three counts that hold the thread', kind: 'complete', stars: 1, points: 2 }],
  },
]
`

const LESSON_MARKDOWN = `# One thread

\`\`\`ts
import { print } from '#kit'

print('hello')
\`\`\`

\`\`\`text
   0 ms  hello
\`\`\`

- [Three counts that hold the thread](../exercises/01-single-thread/count-sync.md)

## To take along

- One thing at a time.
- A timer comes late.
- Work holds the thread.
`
