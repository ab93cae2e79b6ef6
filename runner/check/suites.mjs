// The thread that suites run in. They, and what they import, come through Vite; this file does not,
// so it is JavaScript for the sake of Node 20.
import { parentPort } from 'node:worker_threads'
import { init, runBaseTests, setupEnvironment } from 'vitest/worker'

// Vitest puts one that throws in its place.
const exit = process.exit.bind(process)

/** @type {(reason: string) => unknown} */
let cancelRun = () => {}

parentPort.on('message', (message) => {
  // Aborts the `signal` of the test that runs, and skips the rest.
  if (message === 'cancel') cancelRun('Nobody waits for it')
  // Unlike being terminated, it runs `exit` listeners: they end what was started here.
  if (message === 'leave') exit()
})

init({
  post: (response) => parentPort.postMessage(response),
  on: (listener) => parentPort.on('message', listener),
  off: (listener) => parentPort.off('message', listener),
  setup: setupEnvironment,
  runTests: (state, traces) => run('run', state, traces),
  collectTests: (state, traces) => run('collect', state, traces),
})

/**
 * One run, and what it has asked to be done at its end. Vitest itself would keep the listeners, and
 * through them all of the run, of every run it has ever seen: its thread would end with the run.
 *
 * @param {'run' | 'collect'} method
 * @param {Parameters<typeof runBaseTests>[1]} state
 * @param {Parameters<typeof runBaseTests>[2]} traces
 */
function run(method, state, traces) {
  /** @type {(() => unknown)[]} */
  const cleanups = []
  cancelRun = () => {}
  const listening = {
    onCancel: (/** @type {typeof cancelRun} */ listener) => {
      cancelRun = listener
    },
    onCleanup: (/** @type {() => unknown} */ listener) => cleanups.push(listener),
  }
  const over = runBaseTests(method, Object.assign(state, listening), traces)
  // Not awaited here, which would put this file into the stacks of what suites throw.
  return over.finally(() => void Promise.all(cleanups.map((cleanup) => cleanup())))
}
