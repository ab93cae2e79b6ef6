import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { solutionOf } from '../answers.ts'
import type { Workbook } from '../catalogue.ts'
import { interleave, type Sides } from './interleave.ts'
import type { Programs } from './programs.ts'
import { SLUG } from './saves.ts'
import type { Stage } from './stage.ts'

/** Real ms for one submission, by a command that grades a class; starting it is part of it. */
export interface Grading {
  readonly submissions: number
  /** Against one `vitest run` for each submission, of an ordinary suite in its own process. */
  readonly ordinary: Sides
  /** Two workers against one. */
  readonly second: Sides
  /** The strict walls against Node's permissions; absent where there are no such walls. */
  readonly walls: Sides | undefined
  /** What a worker held after a few submissions, and after all of them: bytes, by run. */
  readonly memory: { readonly early: readonly number[]; readonly late: readonly number[] }
}

export async function measureGrading(
  stage: Stage,
  programs: Programs,
  { folder, rounds }: { readonly folder: string; readonly rounds: number },
): Promise<Grading> {
  const grading = join(folder, 'grading')
  const students = join(grading, 'class')
  await writeClass(stage.workbook, students)
  const memory: { early: number[]; late: number[] } = { early: [], late: [] }
  const grade = async (...flags: readonly string[]): Promise<number> => {
    const out = await mkdtemp(join(grading, 'out-'))
    const startedAt = performance.now()
    const command = ['--import', 'tsx', 'runner/cli.ts', 'grade', students, '--out', out]
    const program = programs.startNode(
      [...command, '--exercises', SLUG, ...flags],
      stage.workbook.root,
    )
    const ms = (await program.success()) - startedAt
    if (flags.includes('1')) await noteMemory(out, memory)
    return ms / SUBMISSIONS
  }
  const strict = await grade('--isolation', 'strict', '--workers', '1').then(
    () => true,
    () => false,
  )
  const walls = strict ? ['--isolation', 'strict'] : WITHOUT_WALLS
  const one = () => grade(...walls, '--workers', '1')
  const vitest = async (): Promise<number> => {
    const startedAt = performance.now()
    return (await programs.start('vitest', ['run'], stage.peer).success()) - startedAt
  }
  return {
    submissions: SUBMISSIONS,
    ordinary: await interleave({ ours: one, theirs: vitest }, { rounds, warmUps: 0 }),
    second: await interleave(
      { ours: () => grade(...walls, '--workers', '2'), theirs: one },
      { rounds, warmUps: 0 },
    ),
    walls: strict
      ? await interleave(
          { ours: one, theirs: () => grade(...WITHOUT_WALLS, '--workers', '1') },
          { rounds, warmUps: 0 },
        )
      : undefined,
    memory,
  }
}

/** Right answers, each with a comment of its own, so that none is known from another. */
async function writeClass({ exercises }: Workbook, folder: string): Promise<void> {
  const exercise = exercises.find(({ slug }) => slug === SLUG)
  if (!exercise) throw new Error(`There is no exercise "${SLUG}"`)
  const solution = solutionOf(readFileSync(exercise.solution, 'utf8'))
  for (let number = 1; number <= SUBMISSIONS; number++) {
    const file = join(folder, `student-${number}`, exercise.path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, `${solution}\n// ${number}\n`)
  }
}

/** The journal's lines are in the order in which the one worker was done with them. */
async function noteMemory(
  out: string,
  { early, late }: { readonly early: number[]; readonly late: number[] },
): Promise<void> {
  const lines = (await readFile(join(out, '.journal.ndjson'), 'utf8')).trim().split('\n')
  const held = lines.map(
    (line) => (JSON.parse(line) as { readonly memoryBytes: number }).memoryBytes,
  )
  early.push(held[EARLY] ?? 0)
  late.push(held.at(-1) ?? 0)
}

const SUBMISSIONS = 100
const EARLY = 20
const WITHOUT_WALLS = ['--isolation', 'basic', '--trust-submissions']
