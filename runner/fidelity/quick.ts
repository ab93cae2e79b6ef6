import { performance } from 'node:perf_hooks'
import {
  binding,
  immediatesPending,
  pendingTimers,
  runNextTicks,
  timerLists,
  timers,
  timersKeepingAlive,
} from './internals.ts'

/** Moments nearer than this, in a program's own ms, are ambiguous in real time. */
const NEAR_MS = 5

/** Longer programs are not worth their real time. */
const LONGEST_MS = 300

/** What the clock tells about the program that runs on it. */
export interface QuickListener {
  /** Nothing is left that could happen. */
  onEnd(): void
  /** Node may do either of two things first; these delays brought them together. */
  onConflict(delaysMs: readonly number[]): void
  isOver(): boolean
}

/**
 * Node's own timers on a clock that jumps. libuv's `now` is replaced, and `#turn` stands for the
 * event loop's timers phase; it comes behind the immediates that are waiting, as in the real loop.
 * It is the same JavaScript of Node that orders the timers, so this clock knows Node's order without
 * waiting for it. It also looks for moments that lie so close together that real time, which is
 * always a little late, could exchange them.
 */
export class QuickClock {
  #nowMs = 1
  #startMs = 1
  /** When the callback that is running began. */
  #callbackMs = 1
  /** When the timers phase that is running began: what is set during it runs in a later one. */
  #phaseMs: number | undefined
  /** What ran before the timers phase that comes next. */
  #before: 'main' | 'immediates' | 'timers' = 'main'
  #listener: QuickListener | undefined
  readonly #processTimers: (now: number) => number

  constructor() {
    this.#processTimers = timers.getTimerCallbacks(() => this.#betweenTimers()).processTimers
    binding.getLibuvNow = () => this.#nowMs
    binding.scheduleTimer = () => undefined
    binding.toggleTimerRef = () => undefined
    performance.now = () => this.#nowMs
    Date.now = () => this.#nowMs
  }

  get nowMs(): number {
    return this.#nowMs
  }

  hold(ms: number): void {
    this.#nowMs += ms
  }

  /** Goes on from now to the end of a program, beginning with a timers phase. */
  start(listener: QuickListener): void {
    this.#listener = listener
    this.#startMs = this.#callbackMs = this.#nowMs
    this.#before = 'main'
    setImmediate(() => this.#turn())
  }

  /** One timers phase, and before it a jump to the next timer if there is nothing left to do now. */
  #turn(): void {
    this.#noteCallback()
    if (immediatesPending() === 0) {
      const next = timers.timerListQueue.peek()
      if (!next || !this.#goesOn(next.expiry)) return this.#listener?.onEnd()
      this.#nowMs = Math.max(this.#nowMs, next.expiry)
      this.#noteNearTimers()
    }
    if (this.#listener?.isOver()) return
    this.#callbackMs = this.#phaseMs = this.#nowMs
    try {
      this.#processTimers(this.#nowMs)
      this.#lastMicrotasks()
    } finally {
      this.#phaseMs = undefined
    }
    this.#before = immediatesPending() > 0 ? 'immediates' : 'timers'
    if (!this.#listener?.isOver()) setImmediate(() => this.#turn())
  }

  /**
   * Node asks behind a timers phase whether anything keeps the program alive. Behind immediates it
   * does not: timers that they made overdue run, even if they are unref'd. Behind the main program,
   * Node 20 does not ask and Node 22 does.
   */
  #goesOn(nextExpiryMs: number): boolean {
    if (timersKeepingAlive() > 0) return true
    const isOverdue = nextExpiryMs <= this.#nowMs
    if (isOverdue && this.#before === 'main') this.#conflict()
    return isOverdue && this.#before === 'immediates'
  }

  /** What Node does between two timers' callbacks. */
  #betweenTimers(): void {
    runNextTicks()
    this.#noteCallback()
  }

  /**
   * What Node does after the last callback of a timers phase. If a microtask holds the thread then,
   * Node 20 goes on with the timers that this made overdue, and Node 24 with the immediates.
   */
  #lastMicrotasks(): void {
    const beforeMs = this.#nowMs
    runNextTicks()
    const overdue = pendingTimers().find(({ dueMs }) => dueMs <= this.#nowMs)
    const isHeld = this.#nowMs > beforeMs
    if (isHeld && overdue && immediatesPending() > 0) this.#conflict(overdue.delayMs)
    this.#noteCallback()
  }

  /**
   * Looks for what is ambiguous at the end of a callback. If the thread was held, a timer that is
   * due about now may or may not be overdue. If an immediate waits, its phase or that of a timer
   * that is due about now may come first; but what is set in a timers phase runs after that phase.
   */
  #noteCallback(): void {
    if (this.#nowMs - this.#startMs > LONGEST_MS) this.#conflict()
    if (this.#nowMs > this.#callbackMs) this.#noteNearNow(this.#nowMs)
    if (immediatesPending() > 0) this.#noteNearNow(this.#phaseMs ?? Infinity)
    this.#callbackMs = this.#nowMs
  }

  #noteNearNow(startedBeforeMs: number): void {
    const near = pendingTimers().find(
      ({ startMs, dueMs }) => startMs < startedBeforeMs && this.#isNear(dueMs, this.#nowMs),
    )
    if (near) this.#conflict(near.delayMs)
  }

  /** Different delays that fall due together: either may come first. Equal ones keep their order. */
  #noteNearTimers(): void {
    const isSoon = (ms: number): boolean => ms < this.#nowMs + NEAR_MS
    const due = pendingTimers().filter(({ dueMs }) => isSoon(dueMs))
    for (const one of due) {
      const isRival = (two: typeof one): boolean =>
        two.delayMs !== one.delayMs && this.#isNear(one.dueMs, two.dueMs)
      const rival = due.find(isRival)
      if (rival) this.#conflict(one.delayMs, rival.delayMs)
    }
    // Node goes by the expiry of each list, which may be that of a timer that was cleared.
    const lists = timerLists().filter(({ expiry }) => isSoon(expiry))
    for (const one of lists) {
      const rival = lists.find((two) => two !== one && this.#isNear(one.expiry, two.expiry))
      if (rival) this.#conflict(one.msecs, rival.msecs)
    }
  }

  #isNear(oneMs: number, twoMs: number): boolean {
    return Math.abs(oneMs - twoMs) < NEAR_MS
  }

  #conflict(...delaysMs: readonly number[]): void {
    this.#listener?.onConflict(delaysMs)
  }
}
