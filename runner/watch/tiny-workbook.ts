import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openWorkbook, type Exercise, type Workbook } from '../catalogue.ts'
import type { Finding, Verdict } from '../outcome.ts'
import { paints } from '../terminal.ts'
import { simulatedMs } from '../trace.ts'
import { watch, type WatchParts } from '../watch.ts'

/** For tests: a workbook of three exercises in a temporary folder. Each wants its answer to be 42. */
export async function tinyWorkbook(): Promise<Workbook & Disposable> {
  const root = mkdtempSync(join(tmpdir(), 'tiny-workbook-'))
  mkdirSync(join(root, 'exercises'))
  writeFileSync(join(root, 'exercises', 'catalogue.ts'), CATALOGUE)
  const workbook = await openWorkbook(root)
  for (const exercise of workbook.exercises) {
    mkdirSync(dirname(exercise.file), { recursive: true })
    writeFileSync(exercise.file, STUB)
    writeFileSync(exercise.suite, '// expects 42\n')
    writeFileSync(exercise.task, `# ${exercise.title}\n\nMake the \`answer\` **42**.\n`)
  }
  return { ...workbook, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) }
}

/** For tests: the loop on a tiny workbook, with a judge that only reads the number. */
export async function watchTiny(
  root: string,
  how: { readonly plain: boolean; readonly json: boolean },
): Promise<void> {
  const { stdin: input, stdout: output } = process
  await watch(tinyParts(await openWorkbook(root)), { ...how, input, output })
}

export function tinyParts(workbook: Workbook): WatchParts {
  return {
    workbook,
    judge: { judge, close: async () => {} },
    hints: ({ task }) => ({
      task: readFileSync(task, 'utf8'),
      hints: ['How many roads?', 'Six times nine, *more or less*.'],
      lesson: ['It is 42.', 'It was 42 before.', 'It will be 42.'],
    }),
    solution: () => 'export const answer = 42\n',
    reset: async ({ file }) => {
      writeFileSync(`${file}.kept`, readFileSync(file))
      writeFileSync(file, STUB)
      return { kept: `${file}.kept` }
    },
    chooseReview: (from, passed) =>
      workbook.exercises.find(({ slug }) => slug !== from.slug && passed.includes(slug)),
    review: async ({ file }) => {
      writeFileSync(`${file}.aside`, readFileSync(file))
      writeFileSync(file, STUB)
      return `${file}.aside`
    },
    play: async function* () {
      yield '0 ms  One'
      yield '5 ms  Two'
    },
    typeNotes: async ({ slug, file }) => {
      const isText = readFileSync(file, 'utf8').includes("'")
      return isText ? [{ file: `${slug}.ts`, line: 1, message: 'A string is not a number.' }] : []
    },
    renderComparison,
  }
}

/** A file that says `slow` takes for ever, unless it is abandoned. */
async function judge(
  exercise: Exercise,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Verdict> {
  const source = readFileSync(exercise.file, 'utf8')
  if (source.includes('slow')) await delay(1_000_000, undefined, signal ? { signal } : {})
  if (source.includes('fault')) throw new Error('The judge fell ill')
  return tinyVerdict(exercise.slug, source)
}

export function tinyVerdict(slug: string, source: string): Verdict {
  const answer = /answer = (.*)/.exec(source)?.[1]
  const status = answer === undefined ? 'broken' : answer === '42' ? 'passed' : 'failed'
  const where = { file: `${slug}.ts`, line: 1 }
  const findings: Record<typeof status, readonly Finding[]> = {
    passed: [],
    failed: [
      { code: `${slug}/wrong`, message: `The answer is ${answer}, 42 was wanted.`, ...where },
      { code: 'even', message: 'Nobody asked.' },
    ],
    broken: [{ code: 'missing-export', message: 'There is no export answer.', ...where }],
  }
  return {
    version: 1,
    event: 'verdict',
    exercise: slug,
    status,
    findings: findings[status],
    elapsedMs: simulatedMs(1000),
    wallMs: 3.14159,
    seed: 7,
    tests: [],
    needs: [...source.matchAll(/from '\.\/(\w+)\.ts'/g)].map(([, needed = '']) => needed),
    comparison: undefined,
  }
}

export function renderComparison(
  { status }: Verdict,
  { colour }: { readonly columns: number; readonly colour: boolean },
): string[] {
  const { red } = paints(colour)
  if (status === 'broken') return []
  return ['expected      yours', `0 ms  42      0 ms  ${status === 'passed' ? '42' : red('other')}`]
}

const STUB = 'export const answer = 0 // TODO\n'

const CATALOGUE = `export const catalogue = [
  {
    slug: '01-first',
    title: 'First things',
    exercises: [
      { slug: 'road', title: 'How many roads', kind: 'predict', stars: 1, points: 1 },
      { slug: 'question', title: 'The question', kind: 'write', stars: 3, points: 3 },
    ],
  },
  {
    slug: '02-second',
    title: '第二课',
    exercises: [{ slug: 'towel', title: '毛巾在哪里', kind: 'fix', stars: 2, points: 2 }],
  },
]
`
