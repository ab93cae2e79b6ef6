import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stubOf } from './answers.ts'
import type { Exercise, Workbook } from './catalogue.ts'
import { assemble, type Policy } from './grade/assemble.ts'
import { digestOfWorkbook } from './grade/digest.ts'
import { openJournal, type Journal } from './grade/journal.ts'
import { openPool, WorkerLost, type Pool } from './grade/pool.ts'
import type { Progress } from './grade/progress.ts'
import { worth, type Baseline } from './grade/score.ts'
import { allFaulty, type Judged } from './grade/unit.ts'
import { RESULTS_VERSION, type Results } from './results.ts'
import type { Wall } from './sandbox.ts'
import type { Intake, Submission } from './submissions.ts'

export { renderChanges } from './grade/compare.ts'
export { readLateRule } from './grade/late.ts'
export { readOverrides } from './grade/overrides.ts'
export { showProgress } from './grade/progress.ts'
export type { Policy } from './grade/assemble.ts'

export interface GradeOptions {
  readonly workbook: Workbook
  /** As in package.json. */
  readonly version: string
  readonly exercises: readonly Exercise[]
  readonly intake: Intake
  readonly seed: number
  readonly wall: Wall
  readonly policy: Policy
  readonly workers: number
  /** Absolute path of the file that remembers what was judged. */
  readonly journal: string
  readonly progress: Progress
  /** Stops after what is under way; what was judged until then is remembered. */
  readonly signal?: AbortSignal
}

/**
 * Grades a class: judges every submission behind its walls, and works out what it is worth.
 *
 * Deterministic: the same submissions, seed and version give the same results. What the journal knows
 * is not judged again.
 *
 * @throws the signal's reason when it was stopped; the disk's error when the journal cannot be written
 */
export async function grade(options: GradeOptions): Promise<Results> {
  const { workbook, version, exercises, intake, seed, wall, policy, workers, signal } = options
  const digest = digestOfWorkbook(workbook)
  const journal = openJournal(options.journal)
  const pool = openPool(
    { root: workbook.root, exercises: exercises.map(({ slug }) => slug), seed, wall },
    { size: workers },
  )
  const keyOf = (files: string): string =>
    sha256(JSON.stringify([digest, seed, wall.tier, exercises.map(({ slug }) => slug), files]))
  const judge: Judging = { journal, pool, keyOf, exercises, signal }
  try {
    const [baseline, judged] = await Promise.all([
      baselineOf(exercises, judge),
      judgeAll(intake.submissions, judge, options.progress),
    ])
    return {
      version: RESULTS_VERSION,
      workbook: { version, digest },
      seed,
      isolation: { tier: wall.tier, walls: wall.stands },
      exercises: exercises.map((exercise) => {
        const { slug, number, lesson, lessonTitle, title, kind } = exercise
        return { slug, number, lesson, lessonTitle, title, kind, points: worth(exercise, policy) }
      }),
      submissions: intake.submissions.map((submission, index) =>
        assemble(submission, judged[index] ?? [], { exercises, baseline, policy }),
      ),
      missing: intake.missing,
      unmatched: intake.unmatched,
    }
  } finally {
    pool.close()
    journal.close()
  }
}

/** Writes files below `folder`, each whole or not at all. */
export function writeFiles(
  folder: string,
  files: readonly { readonly path: string; readonly content: string }[],
): void {
  for (const { path, content } of files) {
    const file = join(folder, ...path.split('/'))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.part`, content)
    renameSync(`${file}.part`, file)
  }
}

interface Judging {
  readonly journal: Journal
  readonly pool: Pool
  readonly keyOf: (files: string) => string
  readonly exercises: readonly Exercise[]
  readonly signal: AbortSignal | undefined
}

/** What the untouched stubs pass already. */
async function baselineOf(exercises: readonly Exercise[], judging: Judging): Promise<Baseline> {
  const files = Object.fromEntries(
    exercises.map(({ path, solution }) => [
      path,
      Buffer.from(stubOf(readFileSync(solution, 'utf8'))),
    ]),
  )
  const { judged } = await judgeOne({ name: 'the stubs', digest: 'stubs', files }, judging)
  return Object.fromEntries(
    judged.map(({ exercise, tests }) => [
      exercise,
      tests.filter(({ passed }) => passed).map(({ name }) => name),
    ]),
  )
}

async function judgeAll(
  submissions: readonly Submission[],
  judging: Judging,
  progress: Progress,
): Promise<readonly (readonly Judged[])[]> {
  const judged = await Promise.all(
    submissions.map(async ({ person, digest, files }) => {
      const { judged: each, fresh } = await judgeOne({ name: person.id, digest, files }, judging)
      progress.step(fresh)
      return each
    }),
  )
  progress.end()
  return judged
}

async function judgeOne(
  { name, digest, files }: { readonly name: string } & Pick<Submission, 'digest' | 'files'>,
  { journal, pool, keyOf, exercises, signal }: Judging,
): Promise<{ readonly judged: readonly Judged[]; readonly fresh: boolean }> {
  const key = keyOf(digest)
  const known = journal.find(key)
  if (known) return { judged: known.judged, fresh: false }
  signal?.throwIfAborted()
  try {
    const { judged, wallMs, memoryBytes } = await pool.judge(name, files, signal)
    // A fault of ours is tried again when the same command is given again.
    if (judged.every(({ status }) => status !== 'fault'))
      journal.add({ version: 1, key, judged, wallMs, memoryBytes })
    return { judged, fresh: true }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof WorkerLost) return { judged: allFaulty(exercises, error), fresh: true }
    throw error
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
