import { takeVitest } from '../check.mjs'
import type { CheckRequest } from '../suite.ts'
import type { News, Order, Result } from './protocol.ts'

/** This side of the thread that Vitest lives in. */
export interface Host {
  /** Rejects when the thread ends before it could have run anything. */
  readonly ready: Promise<void>
  readonly alive: boolean
  /**
   * Runs one suite, one at a time. When a thread ends meanwhile, the result says so.
   *
   * `onHeard` is called at every sign of life, with the test that has just begun, if one runs.
   */
  run(suite: string, request: CheckRequest, onHeard: (test?: string) => void): Promise<Result>
  /** Has the present run end soon; whatever its result says is worth nothing. */
  cancel(): void
  /** Ends the present run at once; its result names `reason`. */
  endRun(reason: string): void
  close(): Promise<void>
}

/** Takes the thread for the workbook whose real path is `root`, and starts it if nobody has. */
export function openHost(root: string): Host {
  const { worker, ready: begun } = takeVitest(root)
  let death: string | undefined
  let present: Present | undefined
  let complaint = ''

  const ready = new Promise<void>((resolve, reject) => {
    void begun.then(resolve)
    worker.on('message', (news: News) => {
      switch (news.kind) {
        case 'ready':
          return
        case 'heard':
          return present?.onHeard(news.test)
        case 'done':
          return present?.onDone(news.result)
        default:
          return news satisfies never
      }
    })
    worker.on('exit', (code) => {
      death ??= complaint.trim() || `exit code ${code}`
      present?.onDone({ death, tests: [], errors: [], escaped: [] })
      reject(new Error(`Vitest did not start: ${death}`))
    })
  })
  // Whoever runs something learns of it there.
  ready.catch(() => {})
  worker.on('error', (error: unknown) => {
    death ??= error instanceof Error ? error.message : String(error)
  })
  worker.stdout.resume()
  worker.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(-MAX_COMPLAINT_CHARACTERS)
  })

  const tell = (order: Order): void => worker.postMessage(order)
  const terminateAfter = (limitMs: number, reason: string): NodeJS.Timeout =>
    setTimeout(() => {
      death ??= reason
      void worker.terminate()
    }, limitMs)

  return {
    ready,
    get alive() {
      return death === undefined
    },
    run: (suite, request, onHeard) =>
      new Promise((resolve) => {
        present = {
          onHeard,
          onDone(result) {
            clearTimeout(present?.stuck)
            present = undefined
            resolve(result)
          },
        }
        tell({ kind: 'run', suite, request })
      }),
    cancel: () => tell({ kind: 'cancel' }),
    endRun(reason) {
      if (!present) return
      present.stuck ??= terminateAfter(ENDING_LIMIT_MS, reason)
      tell({ kind: 'end-run', reason })
    },
    async close() {
      if (death !== undefined) return
      const gone = new Promise((resolve) => worker.once('exit', resolve))
      tell({ kind: 'close' })
      const stuck = terminateAfter(ENDING_LIMIT_MS, 'It was closed')
      await gone
      clearTimeout(stuck)
    },
  }
}

interface Present {
  readonly onHeard: (test?: string) => void
  readonly onDone: (result: Result) => void
  stuck?: NodeJS.Timeout
}

/** Real ms that the thread has to end a run, or itself, before it is terminated. */
const ENDING_LIMIT_MS = 2000

const MAX_COMPLAINT_CHARACTERS = 2000
