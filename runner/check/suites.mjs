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
  runTests: (state, traces) => runBaseTests('run', cancellable(state), traces),
  collectTests: (state, traces) => runBaseTests('collect', cancellable(state), traces),
})

// Vitest itself would keep the listener, and through it all of the run, of every run it has ever seen.
/** @template {object} State @param {State} state */
function cancellable(state) {
  cancelRun = () => {}
  return Object.assign(state, {
    onCancel: (/** @type {typeof cancelRun} */ listener) => {
      cancelRun = listener
    },
  })
}
