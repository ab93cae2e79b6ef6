// The thread that Vitest lives in.
//
// It has one of its own for two reasons. Vitest takes a process for its own: it sets the exit code,
// answers signals, adds to the environment. And the loader that lets Node 20 read the runner's
// TypeScript makes Vitest's 6 MB of modules load three times slower (900 ms instead of 300); here
// there is no such loader, which is why this file and those it imports are JavaScript.
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { openCache } from './cache.mjs'
import { keepFresh } from './freshness.mjs'
import { readResult } from './result.mjs'
import { openSuitesThread } from './suites-thread.mjs'

/** @import { News, Order } from './protocol.ts' */

/** @type {{ root: string }} */
const { root } = workerData

// Warms up while the import below takes its time.
const thread = openSuitesThread()
const { createVitest } = await import('vitest/node')

/** @type {import('vitest/node').TestModule | undefined} */
let heard

/** @type {string | undefined} */
let running
/** @type {NodeJS.Timeout | undefined} */
let telling

/**
 * The other side only wants to know what runs while nothing is heard for long, and each message wakes
 * it: so it is told what was last heard, and not each time.
 *
 * @param {import('vitest/node').TestModule} module @param {string} [test]
 */
function hear(module, test) {
  heard = module
  running = test
  telling ??= setTimeout(() => {
    telling = undefined
    say({ kind: 'heard', ...(running === undefined ? {} : { test: running }) })
  }, TELL_MS)
}

const freshness = keepFresh((file) => file.startsWith(`${root.replaceAll('\\', '/')}/runner/`))
const vitest = await createVitest(
  'test',
  {
    root,
    config: false,
    watch: false,
    cache: false,
    api: false,
    include: [],
    pool: thread.pool,
    // Modules stay in the thread from run to run; `freshness` says which do not.
    isolate: false,
    maxWorkers: 1,
    // One limit is enough: the one in `check`, which knows how to end what is stuck.
    testTimeout: 0,
    hookTimeout: 0,
    update: 'none',
    allowOnly: false,
    disableConsoleIntercept: true,
    experimental: openCache(join(root, 'node_modules', '.cache', 'async-workbook')),
    reporters: [
      {
        onTestModuleQueued: (module) => hear(module),
        onTestModuleCollected: (module) => hear(module),
        onTestCaseReady: (test) => hear(test.module, test.fullName),
        onTestCaseResult: (test) => hear(test.module),
      },
    ],
  },
  {
    envDir: false,
    publicDir: false,
    logLevel: 'silent',
    plugins: [freshness.plugin],
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true, include: [] },
  },
)

// When this fails, the thread ends and the other side says why.
parentPort.on('message', (order) => void obey(order))
say({ kind: 'ready' })

/** @param {Order} order */
async function obey(order) {
  switch (order.kind) {
    case 'run': {
      const result = await run(order)
      clearTimeout(telling)
      telling = undefined
      return say({ kind: 'done', result })
    }
    case 'cancel':
      return thread.cancel()
    case 'end-run':
      return thread.end(order.reason)
    case 'close':
      await thread.end('Vitest is closed')
      await vitest.close()
      // Ends this thread, not the process.
      return process.exit()
  }
}

/** @param {Extract<Order, { kind: 'run' }>} order */
async function run({ suite, request }) {
  await thread.ended()
  // Vitest remembers the last result of every suite; only what is heard belongs to this run.
  heard = undefined
  freshness.dropChanged(vitest)
  vitest.provide('request', request)
  const project = vitest.getRootProject()
  const { unhandledErrors } = await vitest.runTestSpecifications([
    project.createSpecification(suite),
  ])
  await thread.ended()
  const result = readResult(heard, unhandledErrors, thread.death())
  // A module that could not be loaded is kept as it failed.
  if (result.errors.length > 0) freshness.dropAll(vitest)
  return result
}

/** Far less than the silence after which a run is ended. */
const TELL_MS = 100

/** @param {News} news */
function say(news) {
  parentPort.postMessage(news)
}
