import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { stubOf } from '../answers.ts'
import { openWorkbook, type Exercise } from '../catalogue.ts'
import { grade } from '../grade.ts'
import { openJudge } from '../judge.ts'
import type { Verdict } from '../outcome.ts'
import type { Results } from '../results.ts'
import type { Wall } from '../sandbox.ts'
import { readSubmissions } from '../submissions.ts'
import { chooseWall } from '../walls.ts'
import { classOf, writeClass, type Handed } from './classroom.ts'
import { readFileSync, writeFileSync } from 'node:fs'

/** A class of a dozen; `CLASS_SIZE=300` makes it one of the size that a course has. */
const SIZE = Number(process.env['CLASS_SIZE'] ?? 12)
const SLUGS = ['count-async', 'predict-start-then-wait', 'with-timeout']

const stage = mkdtempSync(join(tmpdir(), 'async-workbook-class-'))
afterAll(() => rmSync(stage, { recursive: true, force: true }))

test(
  'every score is the one known beforehand, whichever worker judges, and the second time nothing is judged again',
  async () => {
    const workbook = await openWorkbook(fileURLToPath(new URL('../../', import.meta.url)))
    const exercises = workbook.exercises.filter(({ slug }) => SLUGS.includes(slug))
    const students = classOf(SIZE, exercises)
    writeClass(join(stage, 'class'), students)
    const judge = openJudge(workbook)
    const loop = (exercise: Exercise, content: string | Buffer): Promise<Verdict> => {
      const file = join(stage, `${exercise.slug}.ts`)
      writeFileSync(file, content)
      return judge.judge(exercise, { file, seed: 1 })
    }
    const baselines = new Map<string, Verdict>()
    for (const exercise of exercises)
      baselines.set(
        exercise.slug,
        await loop(exercise, stubOf(readFileSync(exercise.solution, 'utf8'))),
      )
    const mistakes = new Map<string, Promise<Verdict>>()
    const pointsOf = async ({ exercise, content, known }: Handed): Promise<number> => {
      const { points } = exercise
      if (known === 'passed') return points
      if (known !== 'mistake') return 0
      // Without the comment that makes it one of a kind.
      const text = content.toString().replace(/\n\/\/ student-\d+\n$/, '')
      const verdict = await (mistakes.get(text) ?? loop(exercise, text))
      mistakes.set(text, Promise.resolve(verdict))
      return share(verdict, baselines.get(exercise.slug)) * points
    }
    const known: Record<string, number> = {}
    for (const { id, answers } of students) {
      let sum = 0
      for (const answer of answers) sum += Math.round((await pointsOf(answer)) * 100)
      known[id] = sum / 100
    }
    await judge.close()

    const wall = await strongestWall()
    const batch = async (workers: number, name: string): Promise<Results> =>
      await grade({
        workbook,
        version: '0',
        exercises,
        intake: await readSubmissions([join(stage, 'class')], { workbook }),
        seed: 1,
        wall,
        policy: { predictWeight: 1, due: undefined, late: { kind: 'note' }, overrides: [] },
        workers,
        journal: join(stage, `${name}.ndjson`),
        progress: { step: (fresh) => void (judged += Number(fresh)), end: () => {} },
      })
    let judged = 0
    const results = await batch(2, 'one')
    expect(
      Object.fromEntries(results.submissions.map(({ person, points }) => [person.id, points])),
    ).toEqual(known)
    expect(judged).toBe(students.length)
    expect((await batch(1, 'other')).submissions).toEqual(results.submissions)
    judged = 0
    expect(JSON.stringify(await batch(1, 'one'))).toBe(JSON.stringify(results))
    expect(judged).toBe(0)
  },
  SIZE * 20_000,
)

/** Of the tests that the stub fails, those that pass, less those that it passes and this does not. */
function share({ status, tests }: Verdict, stub: Verdict | undefined): number {
  if (status === 'passed') return 1
  if (status === 'broken') return 0
  const free = new Set(stub?.tests.filter(({ passed }) => passed).map(({ name }) => name))
  const won = tests.filter(({ name, passed }) => passed && !free.has(name)).length
  const lost = tests.filter(({ name, passed }) => !passed && free.has(name)).length
  return Math.max(0, won - lost) / (tests.length - free.size)
}

async function strongestWall(): Promise<Wall> {
  try {
    return await chooseWall()
  } catch {
    console.warn('SKIPPED: no walls stand here; the class is graded in the basic tier')
    return await chooseWall({ insist: 'basic', trust: true })
  }
}
