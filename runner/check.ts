import { realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Exercise, Workbook } from './catalogue.ts'
import { openHost, type Host } from './check/host.ts'
import type { Result } from './check/protocol.ts'
import { report } from './check/report.ts'
import { openTurns } from './check/turns.ts'
import type { CheckRequest, SuiteReport } from './suite.ts'

/** Runs suites in Vitest, one at a time, in one worker that stays warm. */
export interface Checker {
  /**
   * Runs the suite of `exercise`. Whatever goes wrong with the suite is a fault in the report.
   *
   * Rejects when `signal` aborts, with its reason, and when the checker is closed. Nothing of such a
   * run reaches a later one.
   */
  run(
    exercise: Exercise,
    request: CheckRequest,
    options?: { readonly signal?: AbortSignal },
  ): Promise<SuiteReport>
  /** Abandons what runs, and lets go of what keeps a process alive. */
  close(): Promise<void>
}

/**
 * Opens Vitest for the suites of `workbook`.
 *
 * `silenceLimitMs` is the real time that a run may go on without a test beginning or ending; the
 * default leaves room for what a learner's endless loop takes, which is about three seconds.
 */
export async function openChecker(
  workbook: Workbook,
  { silenceLimitMs = 20_000 }: { readonly silenceLimitMs?: number } = {},
): Promise<Checker> {
  // Vite names modules by their real paths, and a suite has to be recognised by its name.
  const root = realpathSync.native(workbook.root)
  const turns = openTurns()
  let host = openHost(root)
  await host.ready

  return {
    run: (exercise, request, { signal } = {}) =>
      turns.take(async (abandoned) => {
        const startedMs = performance.now()
        if (!host.alive) host = openHost(root)
        const suite = join(root, relative(workbook.root, exercise.suite))
        const result = await follow(
          { host, suite: suite.split(sep).join('/'), request, silenceLimitMs },
          abandoned,
        )
        return report({ ...exercise, suite }, result, {
          root,
          wallMs: performance.now() - startedMs,
        })
      }, signal),
    async close() {
      await turns.close(new Error('The checker was closed'))
      await host.close()
    },
  }
}

/** Runs a suite, and ends the run when it is silent or abandoned for too long. */
async function follow(
  { host, suite, request, silenceLimitMs }: Following,
  abandoned: AbortSignal,
): Promise<Result> {
  let running: string | undefined
  const silence = setTimeout(() => {
    const where = running === undefined ? '' : `, in "${running}"`
    host.endRun(`no test began or ended for ${silenceLimitMs / 1000} s${where}`)
  }, silenceLimitMs)
  let rest: NodeJS.Timeout | undefined
  abandoned.addEventListener('abort', () => {
    host.cancel()
    rest = setTimeout(() => host.endRun('Nobody waits for it'), ABANDONED_LIMIT_MS)
  })
  try {
    return await host.run(suite, request, (test) => {
      running = test
      silence.refresh()
    })
  } finally {
    clearTimeout(silence)
    clearTimeout(rest)
  }
}

interface Following {
  readonly host: Host
  readonly suite: string
  readonly request: CheckRequest
  readonly silenceLimitMs: number
}

/** Real ms that an abandoned run has to end by itself: a new thread would be warm no sooner. */
const ABANDONED_LIMIT_MS = 1000
