import { LINES_PER_FILE } from '../shared/protocol.ts'

/** How the helper thread is told what to do; see {@link search}. */
interface SearchOrder {
  readonly cells: Int32Array
  /** Real ms between two looks at where the run is. */
  readonly everyMs: number
  /** A turn that has taken so much of the processor, in ms, is stuck: on a busy machine real time says little. */
  readonly stuckAfterMs: number
  readonly fd: number
}

/** [0] file and line of the latest statement; [1] the number of turns that have begun; [2] of those, how many have ended. */
const cells = new Int32Array(new SharedArrayBuffer(12))

/** Notes the line of the latest statement of a file, for the helper thread to read. */
export function marker(files: readonly string[]): (file: string) => (line: number) => void {
  return (file) => {
    const base = files.indexOf(file) * LINES_PER_FILE
    return (line) => {
      cells[0] = base + line
    }
  }
}

export const turnBegins = (): number => Atomics.add(cells, 1, 1)
export const turnEnds = (): number => Atomics.store(cells, 2, Atomics.load(cells, 1))

/** Starts the helper thread: only in a sandbox that repeats a run which got stuck. */
export function searchForEndlessTurn(messagesFd: number): void {
  // Only here: it takes a while to load.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  const order: SearchOrder = { cells, everyMs: 5, stuckAfterMs: 700, fd: messagesFd }
  new Worker(`(${search.toString()})()`, { eval: true, workerData: order }).unref()
}

/** Runs in the helper thread, so it closes over nothing. Says which line a stuck turn was seen at most often. */
function search(): void {
  const { workerData } = process.getBuiltinModule('node:worker_threads') as {
    workerData: SearchOrder
  }
  const { writeSync } = process.getBuiltinModule('node:fs')
  const { cells: shared, everyMs, stuckAfterMs, fd } = workerData
  const spentMs = (): number => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  let turn = -1
  let since = 0
  let seen = new Map<number, number>()
  const look = setInterval(() => {
    const begun = Atomics.load(shared, 1)
    const running = begun !== Atomics.load(shared, 2)
    if (!running || begun !== turn) {
      turn = begun
      since = spentMs()
      seen = new Map()
      return
    }
    const place = Atomics.load(shared, 0)
    seen.set(place, (seen.get(place) ?? 0) + 1)
    if (spentMs() - since < stuckAfterMs) return
    clearInterval(look)
    const [most] = [...seen].sort(([, a], [, b]) => b - a)
    writeSync(fd, `${JSON.stringify(['stuck', most?.[0] ?? 0])}\n`)
  }, everyMs)
}
