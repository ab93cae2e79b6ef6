import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Judged } from './unit.ts'
import type { FromWorker, Job, WorkerSetup } from './worker.ts'

export interface Answer {
  readonly judged: readonly Judged[]
  readonly wallMs: number
  readonly memoryBytes: number
}

/** Processes that judge submissions, each one at a time. */
export interface Pool {
  /**
   * Waits for a free worker, then for its answer.
   *
   * @throws WorkerLost when two workers in a row died of it; the signal's reason when nobody waits any more
   */
  judge(name: string, files: Job['files'], signal?: AbortSignal): Promise<Answer>
  close(): void
}

/** A grading worker ended before it had answered. */
export class WorkerLost extends Error {}

/** Starts workers as they are needed, `size` at most, and fresh ones for those that died or have grown large. */
export function openPool(setup: WorkerSetup, { size }: { readonly size: number }): Pool {
  const idle: Worker[] = []
  const waiting: ((worker: Worker) => void)[] = []
  const all = new Set<Worker>()
  let jobs = 0

  const take = async (): Promise<Worker> => {
    const free = idle.pop()
    if (free) return free
    if (all.size < size) {
      const worker = new Worker(setup)
      all.add(worker)
      return worker
    }
    return await new Promise((resolve) => waiting.push(resolve))
  }
  const giveBack = (worker: Worker): void => {
    let free = worker
    if (!worker.isFit) {
      worker.end()
      all.delete(worker)
      free = new Worker(setup)
      all.add(free)
    }
    const next = waiting.shift()
    if (next) next(free)
    else idle.push(free)
  }
  const ask = async (job: Job, signal: AbortSignal | undefined): Promise<Answer> => {
    const worker = await take()
    try {
      signal?.throwIfAborted()
      return await worker.ask(job)
    } finally {
      giveBack(worker)
    }
  }
  return {
    async judge(name, files, signal) {
      const job = { id: ++jobs, name, files }
      try {
        return await ask(job, signal)
      } catch (error) {
        if (!(error instanceof WorkerLost)) throw error
        // Somebody else may have brought it down; a second time would be no accident.
        return await ask(job, signal)
      }
    },
    close() {
      for (const worker of all) worker.end()
    },
  }
}

class Worker {
  readonly #child: ChildProcess
  readonly #ready: Promise<void>
  #answer: ((answer: Answer) => void) | undefined
  #fail: ((error: Error) => void) | undefined
  #gone = false
  #memoryBytes = 0

  constructor(setup: WorkerSetup) {
    this.#child = fork(WORKER, [setup.root], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#ready = new Promise((resolve, reject) => {
      this.#fail = reject
      this.#child.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') return resolve()
        this.#memoryBytes = message.memoryBytes
        this.#answer?.(message)
      })
    })
    this.#ready.catch(() => {})
    this.#child.on('exit', (code, signal) => {
      this.#gone = true
      this.#fail?.(new WorkerLost(`A grading worker ended early, with ${signal ?? `code ${code}`}`))
    })
    this.#child.on('error', (error) => this.#fail?.(error))
    this.#child.send(setup)
  }

  get isFit(): boolean {
    return !this.#gone && this.#memoryBytes < MOST_WORKER_BYTES
  }

  async ask(job: Job): Promise<Answer> {
    await this.#ready
    const patience = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS)
    try {
      return await new Promise((resolve, reject) => {
        if (this.#gone) return reject(new WorkerLost('The grading worker has gone'))
        this.#answer = resolve
        this.#fail = reject
        this.#child.send(job)
      })
    } finally {
      clearTimeout(patience)
    }
  }

  end(): void {
    this.#fail = undefined
    this.#child.kill('SIGTERM')
  }
}

const WORKER = fileURLToPath(new URL('./worker.mjs', import.meta.url))

/** Real ms for a submission, many times what one full of endless loops takes: nothing holds up a batch for ever. */
const PATIENCE_MS = 20 * 60_000

/** Memory of a class of any size is flat: a worker that has grown beyond this makes room for a fresh one. */
const MOST_WORKER_BYTES = 1_200_000_000
