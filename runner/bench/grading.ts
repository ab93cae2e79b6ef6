import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { solutionOf } from '../answers.ts'
import type { Exercise } from '../catalogue.ts'
import { interleave, type Sides } from './interleave.ts'
import type { Programs } from './programs.ts'
import { SLUG } from './saves.ts'
import type { Stage } from './stage.ts'

/** Real ms for one submission, by a command that grades a class; starting it is part of it. */
export interface Grading {
  /** One worker, against one `vitest run` for each submission, of an ordinary suite in its own process. */
  readonly ordinary: Sides
  /** Two workers on two processors against one on one; undefined where processes cannot be bound to some. */
  readonly second: Sides | undefined
  /** All exercises in each, one worker, against one `vitest run` of all suites of the workbook. */
  readonly whole: Sides
  /** The strict walls against Node's permissions; undefined where there are no such walls. */
  readonly walls: Sides | undefined
  /** Bytes that one worker held after a few submissions, and after all of a large class. */
  readonly memory: { readonly early: number; readonly late: number }
}

/** What a class is like in {@link Grading}. */
export const SUBMISSIONS = 400
export const WHOLE_SUBMISSIONS = 8
export const LARGE_CLASS = 1_000

export async function measureGrading(
  { workbook, peer }: Stage,
  programs: Programs,
  { folder, rounds }: { readonly folder: string; readonly rounds: number },
): Promise<Grading> {
  const grading = join(folder, 'grading')
  const only = workbook.exercises.filter(({ slug }) => slug === SLUG)
  const small = await writeClass(join(grading, 'class'), only, SUBMISSIONS)
  const large = await writeClass(join(grading, 'large'), only, LARGE_CLASS)
  const whole = await writeClass(join(grading, 'whole'), workbook.exercises, WHOLE_SUBMISSIONS)

  /** The real ms for each submission, and where the outcome is. */
  const grade = async (
    { students, exercises, count }: Class,
    flags: readonly string[],
    processors?: string,
  ) => {
    const out = await mkdtemp(join(grading, 'out-'))
    const command = ['runner/start.mjs', 'grade', students, '--out', out, ...flags]
    const chosen = ['--exercises', exercises.map(({ slug }) => slug).join(',')]
    const startedAt = performance.now()
    const program = programs.startNode([...command, ...chosen], workbook.root, { processors })
    return { ms: ((await program.success()) - startedAt) / count, out }
  }
  const vitest = async (folderOf: string, args: readonly string[]): Promise<number> => {
    const startedAt = performance.now()
    return (await programs.start('vitest', ['run', ...args], folderOf).success()) - startedAt
  }
  const strict = await grade({ ...small, count: 1 }, ['--isolation', 'strict']).then(
    () => true,
    () => false,
  )
  const walls = strict ? ['--isolation', 'strict'] : WITHOUT_WALLS
  const one = [...walls, '--workers', '1']
  const two = [...walls, '--workers', '2']
  const each = async (...parts: Parameters<typeof grade>): Promise<number> =>
    (await grade(...parts)).ms
  const options = { rounds, warmUps: 0 }
  return {
    ordinary: await interleave(
      { ours: () => each(small, one), theirs: () => vitest(peer, []) },
      options,
    ),
    second: programs.canBind(2)
      ? await interleave(
          { ours: () => each(small, two, '0,1'), theirs: () => each(small, one, '0') },
          options,
        )
      : undefined,
    whole: await interleave(
      {
        ours: () => each(whole, one),
        theirs: () => vitest(workbook.root, ['--project', 'exercises']),
      },
      options,
    ),
    walls: strict
      ? await interleave(
          {
            ours: () => each(small, one),
            theirs: () => each(small, [...WITHOUT_WALLS, '--workers', '1']),
          },
          options,
        )
      : undefined,
    memory: await memoryIn((await grade(large, one)).out),
  }
}

interface Class {
  readonly students: string
  readonly exercises: readonly Exercise[]
  readonly count: number
}

/** Right answers, each with a comment of its own, so that none is known from another. */
async function writeClass(
  students: string,
  exercises: readonly Exercise[],
  count: number,
): Promise<Class> {
  for (let number = 1; number <= count; number++) {
    for (const { path, solution } of exercises) {
      const file = join(students, `student-${number}`, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, `${solutionOf(readFileSync(solution, 'utf8'))}\n// ${number}\n`)
    }
  }
  return { students, exercises, count }
}

/** The journal's lines are in the order in which the one worker was done with them. */
async function memoryIn(out: string): Promise<Grading['memory']> {
  const lines = (await readFile(join(out, '.journal.ndjson'), 'utf8')).trim().split('\n')
  const held = lines.map(
    (line) => (JSON.parse(line) as { readonly memoryBytes: number }).memoryBytes,
  )
  return { early: held[EARLY] ?? 0, late: held.at(-1) ?? 0 }
}

const EARLY = 50
const WITHOUT_WALLS = ['--isolation', 'basic', '--trust-submissions']
