/**
 * The inside of a Node process that runs generated programs, one after another, in real time or on
 * the quick clock. It is started from its stripped source.
 */
import { performance } from 'node:perf_hooks'
import { clearTimers, immediatesPending } from './internals.ts'
import { QuickClock } from './quick.ts'
import type { Conflict, Job, Line, QuickRun } from './run.ts'

/** More than this is not worth a reader's time. */
const MOST_LINES = 150

/** The program that is running, and what it has done so far. */
interface Current {
  readonly startedAt: number
  readonly lines: Line[]
  settled: Line | undefined
  threw: Line | undefined
  conflict: Conflict | undefined
  endedAt: number
  over: boolean
}

type Main = (kit: Readonly<Record<string, unknown>>, scale: number) => Promise<unknown>

const quick = process.argv.includes('quick') ? new QuickClock() : undefined
const nobody = new Int32Array(new SharedArrayBuffer(4))
let current: Current | undefined

process.on('message', (job: Job) => void begin(job))
process.on('unhandledRejection', (reason) => record(`unobserved ${describe(reason)}`))
process.on('uncaughtException', (error) => recordThrow(error))
// With the channel unref'd, Node itself says when nothing is left that could happen.
process.on('beforeExit', finish)

/**
 * Enters `main` as Node enters a module: from within a microtask, with the timers phase next.
 * (Node 20 still goes through the phase of immediates first; from 22 on it does not.)
 */
async function begin({ source, scale }: Job): Promise<void> {
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(source)}`)
  const { main } = module as { readonly main: Main }
  process.channel?.unref()
  setImmediate(() => {
    const run = {
      startedAt: time(),
      lines: [],
      settled: undefined,
      threw: undefined,
      conflict: undefined,
      endedAt: 0,
      over: false,
    }
    current = run
    quick?.start({
      onEnd: finish,
      onConflict: (delaysMs) => recordConflict(delaysMs),
      isOver: () => run.over,
    })
    queueMicrotask(() => {
      main(kit(run), scale).then(
        (value) => settle(run, `fulfilled ${typeof value === 'string' ? value : typeof value}`),
        (reason: unknown) => settle(run, `rejected ${describe(reason)}`),
      )
    })
  })
}

function kit(run: Current): Readonly<Record<string, unknown>> {
  return {
    print: (...parts: readonly unknown[]) => record(parts.map(String).join(' ')),
    sleep: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
    busyWait: (ms: number) => (run.over ? undefined : hold(ms)),
    now: () => elapsed(run),
  }
}

/** Holds the thread, without using the processor: other programs are being timed. */
function hold(ms: number): void {
  if (quick) return quick.hold(ms)
  const end = performance.now() + ms
  Atomics.wait(nobody, 0, 0, ms)
  while (performance.now() < end);
}

function record(text: string): void {
  if (!current || current.over) return
  current.lines.push({ at: elapsed(current), text })
  if (quick && current.lines.length > MOST_LINES) recordConflict([])
}

function settle(run: Current, text: string): void {
  if (!run.over) run.settled = { at: elapsed(run), text }
}

function recordThrow(error: unknown): void {
  if (!current || current.over) return
  current.threw = { at: elapsed(current), text: describe(error) }
  finish()
}

function recordConflict(delaysMs: readonly number[]): void {
  if (!current || current.over) return
  current.conflict = { at: elapsed(current), delaysMs }
  finish()
}

function finish(): void {
  if (!current || current.over) return
  current.over = true
  current.endedAt = elapsed(current)
  process.channel?.ref()
  setImmediate(sweep)
}

/** Clears what the program has left behind, so that it cannot meet the next one, and reports. */
function sweep(): void {
  if (clearTimers() || immediatesPending() > 0) return void setImmediate(sweep)
  if (!current) return
  const { lines, endedAt, settled, threw, conflict } = current
  const run: QuickRun = {
    lines,
    endedAt,
    ...(settled && { settled }),
    ...(threw && { threw }),
    ...(conflict && { conflict }),
  }
  process.send?.(run)
}

const time = (): number => quick?.nowMs ?? performance.now()
const elapsed = (run: Current): number => time() - run.startedAt
const describe = (reason: unknown): string =>
  reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason)
