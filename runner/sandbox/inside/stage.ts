/**
 * The world a learner's program sees: timers, dates, the kit. It is loaded anew into the fresh realm
 * of every run, so that its functions, promises and errors are the learner's own kind, and it has no
 * clock: every question about time goes to the {@link Host}.
 */
import { needFunction, timers } from './stage-timers.ts'
import type { Host } from './host.ts'

/** Simulated moment 0 as a date: the first of January 2026, 00:00 UTC. */
const EPOCH_MS = 1_767_225_600_000

export interface Stage {
  readonly globals: Readonly<Record<string, unknown>>
  /** Exports of `#kit`. */
  readonly kit: Readonly<Record<string, unknown>>
  /** Modules of Node that the stage plays itself, by name. */
  readonly modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly timeoutSignal: (ms: number) => AbortSignal
}

export function setStage(host: Host): Stage {
  acceptForeignErrors(host)
  showOriginals(host)
  const { globals, promises, sleep } = timers(host)
  const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } =
    globals
  const performance = Object.freeze({
    now: host.now,
    timeOrigin: EPOCH_MS,
    toJSON: () => ({ timeOrigin: EPOCH_MS }),
  })
  const print = (...parts: unknown[]): void => host.print(parts)
  const console = consoleOf(print)
  const process = processOf(host)
  return {
    globals: {
      ...globals,
      queueMicrotask: (callback: unknown): void =>
        host.queueMicrotask(needFunction(host, callback)),
      Date: dateOf(host),
      performance,
      console,
      process,
      Atomics: atomicsOf(host),
      MessageChannel: outOfReach('MessageChannel', 'setImmediate'),
      BroadcastChannel: outOfReach('BroadcastChannel', 'setImmediate'),
    },
    kit: { print, sleep, busyWait: (ms: number): void => host.hold(ms), now: () => host.now() },
    modules: {
      timers: {
        setTimeout,
        setInterval,
        setImmediate,
        clearTimeout,
        clearInterval,
        clearImmediate,
        promises,
      },
      'timers/promises': promises,
      perf_hooks: { performance },
      process: { ...process },
      console: { ...console, Console: undefined },
    },
    timeoutSignal: (ms) => {
      const controller = new host.AbortController()
      // Unreferenced, as in Node: waiting for a time-out alone does not keep a program alive.
      host.setTimer('timeout', ms >= 1 ? ms : 1, false, () =>
        controller.abort(
          new host.DOMException('The operation was aborted due to timeout', 'TimeoutError'),
        ),
      )
      return controller.signal
    },
  }
}

/** A function shows the text that its author wrote. */
function showOriginals({ originalOf }: Host): void {
  const { apply } = Reflect
  const native = Function.prototype.toString
  const { toString } = {
    toString(this: unknown): string {
      return this === toString
        ? apply(native, native, [])
        : originalOf(apply(native, this as () => void, []))
    },
  }
  Object.defineProperty(Function.prototype, 'toString', {
    value: toString,
    configurable: true,
    writable: true,
  })
}

/** Its messages come from another part of the event loop than timers and immediates, which is not simulated. */
function outOfReach(name: string, instead: string): unknown {
  return function (): never {
    throw new Error(
      `${name} is out of reach here, where programs run on a simulated clock: use ${instead}`,
    )
  }
}

/** Node's own modules throw errors of another realm; `instanceof Error` must hold for them as well. */
function acceptForeignErrors({ errors }: Host): void {
  for (const local of [
    Error,
    TypeError,
    RangeError,
    SyntaxError,
    ReferenceError,
    EvalError,
    URIError,
  ]) {
    const foreign = errors[local.name]
    Object.defineProperty(local, Symbol.hasInstance, {
      value(this: unknown, value: unknown): boolean {
        if (Function.prototype[Symbol.hasInstance].call(this, value)) return true
        return this === local && foreign !== undefined && value instanceof foreign
      },
      configurable: true,
      writable: true,
    })
  }
}

function dateOf(host: Host): DateConstructor {
  const Real = Date
  const now = (): number => EPOCH_MS + Math.floor(host.now())
  const Simulated = function (this: unknown, ...parts: []): Date | string {
    if (!new.target) return new Real(now()).toString()
    const date = parts.length === 0 ? new Real(now()) : new Real(...parts)
    return Object.setPrototypeOf(date, (new.target as { prototype: object }).prototype) as Date
  }
  Object.defineProperty(Simulated, 'name', { value: 'Date' })
  Object.defineProperty(Simulated, 'length', { value: 7 })
  Simulated.prototype = Real.prototype
  Object.defineProperty(Real.prototype, 'constructor', {
    value: Simulated,
    configurable: true,
    writable: true,
  })
  return Object.assign(Simulated, {
    now,
    parse: Real.parse,
    UTC: Real.UTC,
  }) as unknown as DateConstructor
}

function consoleOf(print: (...parts: unknown[]) => void): Readonly<Record<string, unknown>> {
  const nothing = (): void => {}
  return {
    log: print,
    info: print,
    debug: print,
    warn: print,
    error: print,
    dir: (value: unknown) => print(value),
    table: (value: unknown) => print(value),
    trace: print,
    group: (...parts: unknown[]) => (parts.length > 0 ? print(...parts) : undefined),
    groupEnd: nothing,
    assert: (holds: unknown, ...parts: unknown[]) =>
      holds ? undefined : print('Assertion failed', ...parts),
    time: nothing,
    timeEnd: nothing,
    timeLog: nothing,
    count: nothing,
  }
}

function processOf(host: Host): Readonly<Record<string, unknown>> {
  const hrtime = (since?: readonly [number, number]): [number, number] => {
    const ns =
      BigInt(Math.floor(host.now() * 1e6)) -
      (since ? BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]) : 0n)
    return [Number(ns / 1_000_000_000n), Number(ns % 1_000_000_000n)]
  }
  return {
    nextTick: (callback: unknown, ...parts: unknown[]): void => {
      const run = needFunction(host, callback)
      host.nextTick(() => run(...parts))
    },
    hrtime: Object.assign(hrtime, { bigint: () => BigInt(Math.floor(host.now() * 1e6)) }),
    uptime: () => host.now() / 1000,
    exit: (code?: unknown): void => host.exit(typeof code === 'number' ? code : 0),
    on: (): undefined => undefined,
    once: (): undefined => undefined,
    off: (): undefined => undefined,
    emitWarning: (): void => {},
    env: {},
    argv: [],
    version: host.version,
    versions: { node: host.version.slice(1) },
    platform: host.platform,
    pid: 1,
  }
}

/** `Atomics.wait` really blocks: here it holds the simulated thread for its time-out. */
function atomicsOf(host: Host): typeof Atomics {
  const simulated: typeof Atomics = Object.create(Atomics) as typeof Atomics
  const wait = (array: Int32Array, index: number, value: number, timeoutMs = Infinity): string => {
    if (Atomics.load(array, index) !== value) return 'not-equal'
    if (!Number.isFinite(timeoutMs))
      throw new Error('Atomics.wait without a time-out would hold the only thread for ever')
    host.hold(timeoutMs)
    return 'timed-out'
  }
  return Object.defineProperty(simulated, 'wait', {
    value: wait,
    configurable: true,
    writable: true,
  })
}
