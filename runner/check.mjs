// The part of this face that is there before TypeScript can be read; `check.d.mts` has its types.
import { realpathSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/** Started and not taken yet, by the real path of the workbook. */
const started = new Map()

/**
 * Starts Vitest for the workbook at `root`, for whoever opens a checker later. Until then it keeps no
 * process alive.
 */
export function startVitest(root) {
  const real = realpathSync.native(root)
  const thread = start(real)
  thread.worker.unref()
  started.set(real, thread)
}

/** The thread that has been started for the workbook whose real path is `root`, or else a new one. */
export function takeVitest(root) {
  const thread = started.get(root)
  started.delete(root)
  if (!thread?.alive) return start(root)
  thread.worker.ref()
  return thread
}

function start(root) {
  const worker = new Worker(new URL('./check/vitest.mjs', import.meta.url), {
    workerData: { root },
    env: environment(),
    // Without the loader that reads TypeScript.
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  const thread = { worker, alive: true, ready: undefined }
  thread.ready = new Promise((resolve) => worker.once('message', () => resolve()))
  worker.once('exit', () => (thread.alive = false))
  // Whoever takes it listens too; without anybody an error would end the process.
  worker.on('error', () => {})
  return thread
}

/** What a process needs to start others, and what makes messages plain text; nothing else. */
function environment() {
  const inherited = INHERITED.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  )
  return { ...Object.fromEntries(inherited), NODE_ENV: 'test', VITEST: 'true', NO_COLOR: '1' }
}

const INHERITED = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ']
