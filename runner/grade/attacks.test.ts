import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { solutionOf, stubOf } from '../answers.ts'
import { findExercise, openWorkbook, type Exercise, type Workbook } from '../catalogue.ts'
import { grade } from '../grade.ts'
import type { Results, SubmissionResult } from '../results.ts'
import type { Wall } from '../sandbox.ts'
import { readSubmissions } from '../submissions.ts'
import { chooseWall } from '../walls.ts'
import { readAttacks, type Attack } from './attacks.ts'

/**
 * One batch, one worker: an attack, then a right answer, then a stub, and so on. Every attack gets the
 * verdict that its file names, its neighbours get theirs as if it were not there, nothing that it started
 * is left, and nothing of the machine was touched.
 */
const root = fileURLToPath(new URL('../../', import.meta.url))
const stage = mkdtempSync(join(tmpdir(), 'async-workbook-attacks-'))
/** In the environment of every process that is started behind the walls. */
const MARK = `ATTACKED=${stage}`
const SECRET = 'the-grades-of-everybody-0c9f'
const open = join(stage, 'open')
const visitors: string[] = []
let server: Server
let workbook: Workbook
let wall: Wall
let attacks: readonly Attack[]
let results: readonly SubmissionResult[]

beforeAll(async () => {
  mkdirSync(open)
  writeFileSync(join(stage, 'secret'), SECRET)
  server = createServer((socket) => {
    visitors.push('somebody')
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  workbook = await openWorkbook(root)
  wall = marked(await strongestWall())
  attacks = readAttacks({
    SECRET: join(stage, 'secret'),
    SOLUTION: workbook.exercises[0]?.solution ?? '',
    FOLDER: open,
    WORKBOOK: root,
    PORT: String(typeof address === 'object' ? address?.port : 0),
    GRADER: String(process.pid),
  }).filter(({ kind }) => kind === 'forge' || kind === 'limit' || wall.tier !== 'basic')
  // Two batches side by side, so that it takes half the time where there are two processors.
  const halves = [0, 1].map((half) => attacks.filter((_, index) => index % 2 === half))
  const batches = await Promise.all(
    halves.map((half, index) => gradeClass(`class-${index}`, neighbourhood(half))),
  )
  results = batches.flatMap(({ submissions }) => submissions)
}, 300_000)

afterAll(() => {
  server.close()
  rmSync(stage, { recursive: true, force: true })
})

test('every attack gets the verdict that its file names', () => {
  const wrong = attacks.flatMap(({ name, verdicts }) => {
    const actual = verdictsOf(submission(name))
    const right =
      actual.length === verdicts.length &&
      verdicts.every((verdict, index) => {
        const [status, codes = ''] = verdict.split(' ')
        const [is, code = ''] = (actual[index] ?? '').split(' ')
        return is === status && (codes === '' || codes.split('|').includes(code))
      })
    return right ? [] : [`${name} expects ${verdicts.join(', ')}; it is ${actual.join(', ')}`]
  })
  expect(wrong).toEqual([])
})

test('no attack passes, none is called a fault of ours, and of each is said what is wrong', () => {
  const odd = attacks
    .filter(({ kind }) => kind !== 'limit')
    .flatMap(({ name }) =>
      submission(name)
        .exercises.filter(({ status }) => status !== 'missing')
        .filter(
          ({ status, findings }) =>
            status === 'passed' ||
            status === 'fault' ||
            !/^.{15,}[.!?:)`]$/su.test(findings[0]?.message ?? ''),
        )
        .map(({ exercise: slug, status, findings }) => [name, slug, status, findings[0]?.message]),
    )
  expect(odd).toEqual([])
})

test('a known limit: what behaves right by all that is seen from outside passes, whoever wrote it and whatever is in it', () => {
  const limits = attacks.filter(({ kind }) => kind === 'limit')
  expect(limits.map(({ name }) => `${name}: ${verdictsOf(submission(name)).join(', ')}`)).toEqual([
    'limit/answers-for-the-suite: passed',
    'limit/borrowed-promise: passed',
  ])
})

test('the neighbours’ verdicts are the same as without attacks', () => {
  const others = results.filter(({ person }) => !person.id.endsWith('attack'))
  const spoilt = others.filter(({ person, exercises, points }) => {
    const handedIn = exercises.filter(({ status }) => status !== 'missing')
    return person.id.endsWith('right')
      ? points === 0 || handedIn.some(({ status }) => status !== 'passed')
      : points !== 0 || handedIn.some(({ status }) => status !== 'failed')
  })
  expect(spoilt).toEqual([])
  expect(others.length).toBeGreaterThan(attacks.length)
})

test('what attacks say is of a size that a report can hold', () => {
  const sizes = attacks.map(({ name }) => [name, JSON.stringify(submission(name)).length] as const)
  expect(sizes.filter(([, size]) => size > 250_000)).toEqual([])
})

test('nothing got out: no secret, no visitor, no file', () => {
  expect(JSON.stringify(results)).not.toContain(SECRET)
  expect(visitors).toEqual([])
  expect(readdirSync(open)).toEqual([])
  const left = ['/tmp', '/dev/shm', '/var/tmp', '/usr', root, join(root, 'runner/sandbox/inside')]
    .map((folder) => join(folder, 'left-by-an-attack'))
    .filter((file) => existsSync(file))
  expect(left).toEqual([])
})

test.skipIf(!existsSync('/proc/self/environ'))(
  'no process that was started behind the walls is left',
  async () => {
    await expect.poll(() => processesWith(MARK), { timeout: 5000 }).toEqual([])
  },
)

async function strongestWall(): Promise<Wall> {
  try {
    return await chooseWall()
  } catch {
    console.warn(
      'SKIPPED: no walls stand here; only attacks that forge are tried, in the basic tier',
    )
    return await chooseWall({ insist: 'basic', trust: true })
  }
}

const marked = (bare: Wall): Wall =>
  process.platform === 'linux'
    ? { ...bare, command: ['/usr/bin/env', MARK, ...bare.command] }
    : bare

/** Files by submission; a comment makes neighbours differ, so that each is judged and none remembered. */
function neighbourhood(
  some: readonly Attack[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    some.flatMap(({ name, into, source }, index) => {
      const id = idOf(name)
      const answers = (of: (text: string) => string) =>
        Object.fromEntries(
          into.map((path) => [
            path,
            `${of(readFileSync(exercise(path).solution, 'utf8'))}\n// ${name}\n`,
          ]),
        )
      return [
        [`${id} 1 attack`, Object.fromEntries(into.map((path) => [path, source]))],
        [`${id} 2 right`, answers(solutionOf)],
        ...(index % 8 === 0 ? [[`${id} 3 stub`, answers(stubOf)] as const] : []),
      ]
    }),
  )
}

async function gradeClass(
  name: string,
  submissions: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<Results> {
  for (const [id, files] of Object.entries(submissions))
    for (const [path, text] of Object.entries(files)) {
      const file = join(stage, name, id, `${path}.ts`)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  return await grade({
    workbook,
    version: '0',
    exercises: workbook.exercises.filter(({ path }) =>
      attacks.some(({ into }) => into.includes(path.replace(/\.ts$/, ''))),
    ),
    intake: await readSubmissions([join(stage, name)], { workbook }),
    seed: 1,
    wall,
    policy: { predictWeight: 1, due: undefined, late: { kind: 'note' }, overrides: [] },
    workers: 1,
    journal: join(stage, `${name}.ndjson`),
    progress: { step: () => {}, end: () => {} },
  })
}

const exercise = (path: string): Exercise => findExercise(workbook, path.split('/')[1] ?? '')

const idOf = (name: string): string =>
  `${String(attacks.findIndex((each) => each.name === name)).padStart(3, '0')} ${name.replace('/', '-')}`

function submission(name: string): SubmissionResult {
  const found = results.find(({ person }) => person.id === `${idOf(name)} 1 attack`)
  if (!found) throw new Error(`${name} was not graded`)
  return found
}

const verdictsOf = ({ exercises }: SubmissionResult): readonly string[] =>
  exercises
    .filter(({ status }) => status !== 'missing')
    .map(({ status, findings }) =>
      [status, ...findings.slice(0, 1).map(({ code }) => code)].join(' '),
    )

function processesWith(mark: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark)
      } catch {
        return false
      }
    })
    .map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' '))
}
