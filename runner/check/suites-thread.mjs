import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'

/** @import { PoolRunnerInitializer, PoolWorker, WorkerResponse } from 'vitest/node' */

/**
 * The one worker thread that all suites run in; it outlives the runs of Vitest's pool.
 *
 * The pool starts a worker for every run and stops it afterwards, and starting costs hundreds of
 * milliseconds. So each run gets a lease on the same thread: the first `start` reaches it, later
 * ones and every `stop` are answered on its behalf. That is sound because learner code is never
 * loaded in it.
 *
 * @returns {{
 *   pool: PoolRunnerInitializer,
 *   cancel(): void,
 *   death(): string | undefined,
 *   end(reason: string): Promise<void>,
 *   ended(): Promise<void>,
 * }} `cancel` has the present run end soon; `death` says why the thread ended under the latest lease, if it did; `end` ends it, so that a
 * run fails for `reason` and the next gets a new thread; `ended` waits for ends that have begun.
 */
export function openSuitesThread() {
  /** @type {Live | undefined} */
  let live = start()
  /** @type {EventEmitter | undefined} */
  let lease
  /** @type {string | undefined} */
  let death
  let ending = Promise.resolve()

  /** @typedef {{ worker: Worker, started: boolean, reason: string | undefined }} Live */

  /** @returns {Live} */
  function start() {
    const worker = new Worker(new URL('./suites.mjs', import.meta.url), {
      stdout: true,
      stderr: true,
    })
    // What suites print is dropped.
    worker.stdout.resume()
    worker.stderr.resume()
    /** @type {Live} */
    const thread = { worker, started: false, reason: undefined }
    worker.on('message', (message) => {
      if (message.type === 'started' && message.error === undefined) thread.started = true
      if (live === thread) lease?.emit('message', message)
    })
    worker.on('error', (error) => {
      thread.reason ??= error.message
    })
    worker.on('exit', (code) => {
      if (live !== thread) return
      live = undefined
      death = thread.reason ?? `exit code ${code}`
      const error = new Error(death)
      // The pool does not listen for errors before it has heard `started`.
      if (!thread.started) lease?.emit('message', { ...RESPONSE, type: 'started', error })
      lease?.emit('error', error)
    })
    return thread
  }

  /** @returns {PoolWorker} */
  function openLease() {
    const events = new EventEmitter()
    const answer = (/** @type {'started' | 'stopped'} */ type) =>
      queueMicrotask(() => events.emit('message', { ...RESPONSE, type }))
    return {
      name: POOL,
      on: (event, listener) => void events.on(event, listener),
      off: (event, listener) => void events.off(event, listener),
      deserialize: (data) => data,
      async start() {
        live ??= start()
        lease = events
        death = undefined
      },
      async stop() {
        if (lease === events) lease = undefined
      },
      send(message) {
        const request = message.__vitest_worker_request__ ? message.type : 'rpc'
        if (request === 'stop') answer('stopped')
        else if (request === 'start' && live?.started) answer('started')
        else live?.worker.postMessage(message)
      },
    }
  }

  /** @param {string} reason */
  async function end(reason) {
    if (!live) return
    const { worker } = live
    live.reason = reason
    const gone = new Promise((resolve) => worker.once('exit', resolve))
    worker.postMessage('leave')
    const patience = setTimeout(() => void worker.terminate(), LEAVING_LIMIT_MS)
    await gone
    clearTimeout(patience)
  }

  return {
    pool: { name: POOL, createPoolWorker: openLease },
    cancel: () => live?.worker.postMessage('cancel'),
    death: () => death,
    end: (reason) => (ending = end(reason)),
    ended: () => ending,
  }
}

const POOL = 'suites-thread'

const RESPONSE = { __vitest_worker_response__: true }

/** Real ms that the thread has to leave by itself; when it is busy it is terminated. */
const LEAVING_LIMIT_MS = 250
