// The thread that suites run in. They, and what they import, come through Vite; this file does not,
// so it is JavaScript for the sake of Node 20.
import { parentPort } from 'node:worker_threads'
import { init, runBaseTests, setupEnvironment } from 'vitest/worker'

// Vitest puts one that throws in its place.
// oxlint-disable-next-line no-restricted-properties -- in a thread it ends the thread
const exit = process.exit.bind(process)

// Leaving by itself, unlike being terminated, runs `exit` listeners: they end what was started here.
parentPort.on('message', (message) => {
  if (message === 'leave') exit()
})

init({
  post: (response) => parentPort.postMessage(response),
  on: (listener) => parentPort.on('message', listener),
  off: (listener) => parentPort.off('message', listener),
  setup: setupEnvironment,
  runTests: (state, traces) => runBaseTests('run', withoutCancelling(state), traces),
  collectTests: (state, traces) => runBaseTests('collect', withoutCancelling(state), traces),
})

// A run that nobody waits for ends with this thread. Vitest would keep a listener, and through it
// all of the run, for every run that the thread has ever seen.
/** @template {object} State @param {State} state */
function withoutCancelling(state) {
  return Object.assign(state, { onCancel: () => {} })
}
