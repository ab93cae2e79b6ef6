/** `setTimeout` and its family, as Node has them, on a clock that is somebody else's. */
import type { Host } from './host.ts'

/** The longest delay a 32-bit timer can hold, in ms; Node turns anything longer into 1. */
const MAX_DELAY_MS = 2_147_483_647

export type Callback = (...parts: unknown[]) => void

interface Timer {
  close(): void
}

export interface Timers {
  readonly globals: {
    readonly setTimeout: unknown
    readonly setInterval: unknown
    readonly setImmediate: unknown
    readonly clearTimeout: unknown
    readonly clearInterval: unknown
    readonly clearImmediate: unknown
  }
  /** Exports of `timers/promises`. */
  readonly promises: Readonly<Record<string, unknown>>
  readonly sleep: (ms: number) => Promise<void>
}

export function timers(host: Host): Timers {
  const known = new Map<number, Timer>()

  class Timeout implements Timer {
    readonly #id: number
    #keepsAlive: boolean
    /** It has fired, and waits no more; refreshed, it waits again. */
    #fired = false
    /** It was cleared while it waited; nothing brings it back. */
    #dead = false
    #onRefresh = (): void => {}

    constructor(
      callback: unknown,
      delay: unknown,
      parts: readonly unknown[],
      repeats: boolean,
      keepsAlive = true,
    ) {
      const run = needFunction(host, callback)
      this.#keepsAlive = keepsAlive
      this.#id = host.setTimer(repeats ? 'interval' : 'timeout', delayMs(delay), keepsAlive, () => {
        if (!repeats) this.#forget()
        let refreshed = false
        this.#onRefresh = () => (refreshed = true)
        try {
          run.apply(this, [...parts])
        } finally {
          this.#onRefresh = () => {}
          if (!repeats && !refreshed) this.#fired = true
        }
      })
      known.set(this.#id, this)
    }

    close(): this {
      // Also when it has fired: refreshed after that, it waits again and calls nobody.
      host.clearTimer(this.#id)
      if (!this.#fired) this.#dead = true
      this.#forget()
      return this
    }

    refresh(): this {
      if (this.#dead) return this
      this.#fired = false
      this.#onRefresh()
      known.set(this.#id, this)
      host.refreshTimer(this.#id)
      return this
    }

    ref(): this {
      return this.#keep(true)
    }

    unref(): this {
      return this.#keep(false)
    }

    hasRef(): boolean {
      return this.#keepsAlive
    }

    [Symbol.toPrimitive](): number {
      return this.#id
    }

    #keep(keepsAlive: boolean): this {
      this.#keepsAlive = keepsAlive
      host.keepAlive(this.#id, keepsAlive)
      return this
    }

    #forget(): void {
      known.delete(this.#id)
    }
  }

  class Immediate implements Timer {
    readonly #id: number
    #keepsAlive = true

    constructor(callback: unknown, parts: readonly unknown[], keepsAlive = true) {
      const run = needFunction(host, callback)
      this.#keepsAlive = keepsAlive
      this.#id = host.setTimer('immediate', 0, keepsAlive, () => run.apply(this, [...parts]))
    }

    close(): void {
      host.clearTimer(this.#id)
    }

    ref(): this {
      this.#keepsAlive = true
      host.keepAlive(this.#id, true)
      return this
    }

    unref(): this {
      this.#keepsAlive = false
      host.keepAlive(this.#id, false)
      return this
    }

    hasRef(): boolean {
      return this.#keepsAlive
    }
  }

  const dispose: symbol | undefined = (Symbol as { dispose?: symbol }).dispose
  if (dispose) {
    for (const prototype of [Timeout.prototype, Immediate.prototype]) {
      Object.defineProperty(prototype, dispose, {
        value(this: Timer) {
          this.close()
        },
        configurable: true,
        writable: true,
      })
    }
  }

  const setTimeout = (callback: unknown, delay?: unknown, ...parts: unknown[]): Timeout =>
    new Timeout(callback, delay, parts, false)
  const setInterval = (callback: unknown, delay?: unknown, ...parts: unknown[]): Timeout =>
    new Timeout(callback, delay, parts, true)
  const setImmediate = (callback: unknown, ...parts: unknown[]): Immediate =>
    new Immediate(callback, parts)
  const clear = (timer: unknown): void => {
    if (timer instanceof Timeout || timer instanceof Immediate) timer.close()
    else if (typeof timer === 'number' || typeof timer === 'string')
      known.get(Number(timer))?.close()
  }

  /**
   * One promise for one timer, given up when `signal` aborts. With a signal Node hands out a promise
   * that is some turns of the microtask queue further on; so do we.
   */
  const waitFor = (
    start: (done: () => void, keepsAlive: boolean) => Timer,
    value: unknown,
    options: WaitOptions = {},
  ): Promise<unknown> => {
    const { signal, ref = true } = options
    if (signal?.aborted) return Promise.reject(abortError(signal))
    let live = true
    let giveUp = (): void => {}
    const promise = new Promise((resolve, reject) => {
      const timer = start(() => {
        live = false
        resolve(value)
      }, ref)
      giveUp = () => {
        if (!live) return
        timer.close()
        reject(abortError(signal))
      }
      signal?.addEventListener('abort', giveUp)
    })
    return signal
      ? finallyAsNodeDoes(promise, () => signal.removeEventListener('abort', giveUp))
      : promise
  }

  async function* ticks(
    delay?: unknown,
    value?: unknown,
    { signal, ref = true }: WaitOptions = {},
  ): AsyncGenerator<unknown> {
    if (signal?.aborted) throw abortError(signal)
    let missed = 0
    let wake: ((reason?: Promise<never>) => void) | undefined
    const rouse = (reason?: Promise<never>): void => {
      const call = wake
      wake = undefined
      call?.(reason)
    }
    const timer = new Timeout(
      () => {
        missed++
        rouse()
      },
      delay,
      [],
      true,
      ref,
    )
    const giveUp = (): void => {
      timer.close()
      if (wake) rouse(Promise.reject(abortError(signal)))
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    try {
      while (!signal?.aborted) {
        if (missed === 0)
          await new Promise<unknown>((resolve) => {
            wake = resolve
          })
        for (; missed > 0; missed--) yield value
      }
      throw abortError(signal)
    } finally {
      timer.close()
      signal?.removeEventListener('abort', giveUp)
    }
  }

  const after = (delay?: unknown, value?: unknown, options?: WaitOptions): Promise<unknown> =>
    waitFor((done, keepsAlive) => new Timeout(done, delay, [], false, keepsAlive), value, options)
  const soon = (value?: unknown, options?: WaitOptions): Promise<unknown> =>
    waitFor((done, keepsAlive) => new Immediate(done, [], keepsAlive), value, options)
  Object.defineProperty(setTimeout, host.promisifyCustom, { value: after })
  Object.defineProperty(setImmediate, host.promisifyCustom, { value: soon })

  return {
    globals: {
      setTimeout,
      setInterval,
      setImmediate,
      clearTimeout: clear,
      clearInterval: clear,
      clearImmediate: clear,
    },
    promises: {
      setTimeout: after,
      setImmediate: soon,
      setInterval: ticks,
      scheduler: {
        wait: (delay: unknown, options?: WaitOptions) => after(delay, undefined, options),
        yield: () => soon(),
      },
    },
    sleep: (ms) => new Promise((resolve) => void setTimeout(() => resolve(), ms)),
  }
}

export function needFunction(host: Pick<Host, 'inspect'>, callback: unknown): Callback {
  if (typeof callback === 'function') return callback as Callback
  const received =
    callback === undefined || callback === null
      ? String(callback)
      : `type ${typeof callback} (${host.inspect(callback)})`
  const error = new TypeError(
    `The "callback" argument must be of type function. Received ${received}`,
  )
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' })
}

const finallyAsNodeDoes = (promise: Promise<unknown>, done: () => void): Promise<unknown> =>
  new Promise((resolve, reject) => {
    void new Promise((a, b) => void promise.then(a, b)).finally(done).then(resolve, reject)
  })

interface WaitOptions {
  readonly signal?: AbortSignal
  readonly ref?: boolean
}

function delayMs(delay: unknown): number {
  const ms = Number(delay)
  return ms >= 1 && ms <= MAX_DELAY_MS ? Math.trunc(ms) : 1
}

/** As Node has it: the reason is the cause, not the error itself. */
function abortError(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason })
  error.name = 'AbortError'
  return Object.assign(error, { code: 'ABORT_ERR' })
}
