/**
 * A grading worker: one warm judge, handed whole submissions, one after the other. It speaks with the
 * batch over Node's own channel between processes; learner code runs further down, in sandboxes.
 */
import { findExercise, openWorkbook } from '../catalogue.ts'
import { openJudge } from '../judge.ts'
import type { Wall } from '../sandbox.ts'
import { allFaulty, gradeSubmission, type Judged } from './unit.ts'

/** What a worker is told once. */
export interface WorkerSetup {
  readonly root: string
  readonly exercises: readonly string[]
  readonly seed: number
  readonly wall: Wall
}

export interface Job {
  readonly id: number
  readonly name: string
  readonly files: Readonly<Record<string, Uint8Array>>
}

export type FromWorker =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'judged'
      readonly id: number
      readonly judged: readonly Judged[]
      readonly wallMs: number
      /** Bytes this process holds. */
      readonly memoryBytes: number
    }

const tell = (message: FromWorker): void => {
  // The batch may have been killed meanwhile; `disconnect` ends this process too.
  process.send?.(message, undefined, undefined, () => {})
}

process.once('message', (setup: WorkerSetup) => void serve(setup))
let close = async (): Promise<void> => {}
/** The batch is gone, or has no use for this worker: what was begun is nobody's any more. */
const leave = (): void => {
  // oxlint-disable-next-line no-restricted-properties -- a process of its own
  const exit = (): never => process.exit(0)
  // A program in an endless loop does not notice that nobody waits for it: sandboxes are ended, not left.
  void close().finally(exit)
  setTimeout(exit, LEAVING_LIMIT_MS)
}
process.once('disconnect', leave)
process.once('SIGTERM', leave)
// A key ends the batch, which ends this.
process.on('SIGINT', () => {})

async function serve({ root, exercises: ids, seed, wall }: WorkerSetup): Promise<void> {
  const workbook = await openWorkbook(root)
  const exercises = ids.map((id) => findExercise(workbook, id))
  const judge = openJudge(workbook)
  close = async () => await judge.close()
  process.on('message', ({ id, name, files }: Job) => {
    const startedMs = performance.now()
    // People may be called alike; each submission has a sandbox of its own.
    const options = { name: `${id} ${name}`, exercises, seed, judge, wall }
    void gradeSubmission(files, options)
      .catch((error: unknown) =>
        allFaulty(exercises, error instanceof Error ? error : new Error(String(error))),
      )
      .then((judged) =>
        tell({
          kind: 'judged',
          id,
          judged,
          wallMs: Math.round(performance.now() - startedMs),
          memoryBytes: process.memoryUsage.rss(),
        }),
      )
  })
  tell({ kind: 'ready' })
}

/** Real ms. */
const LEAVING_LIMIT_MS = 5_000
