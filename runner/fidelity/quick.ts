import { performance } from 'node:perf_hooks'
import { dueAboutNow, dueBeforeItsTurn, overdue, rivals, type Ambiguity } from './ambiguity.ts'
import {
  binding,
  immediatesPending,
  runNextTicks,
  timers,
  timersKeepingAlive,
} from './internals.ts'

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
 * waiting for it. Where real Node's order depends on a ms or on its version, it says so: the notes
 * below were found by comparing it with real runs.
 */
export class QuickClock {
  #nowMs = 1
  #startMs = 1
  /** When the callback that is running began. */
  #callbackMs = 1
  /** Whether the thread was held in the last timers phase. */
  #wasHeld = false
  /** When that ended. */
  #phaseEndMs = 1
  /** What ran before the timers phase that comes next. */
  #before: 'main' | 'immediates' | 'timers' = 'main'
  /** How often Node has looked at the clock. */
  #readings = 0
  #listener: QuickListener | undefined
  readonly #processTimers: (now: number) => number

  constructor() {
    this.#processTimers = timers.getTimerCallbacks(() => this.#betweenTimers()).processTimers
    binding.getLibuvNow = () => {
      this.#readings++
      return this.#nowMs
    }
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
    this.#wasHeld = false
    this.#before = 'main'
    setImmediate(() => this.#turn())
  }

  /** One timers phase, and before it a jump to the next timer if there is nothing left to do now. */
  #turn(): void {
    this.#endCallback()
    if (immediatesPending() > 0) {
      // Behind a held timers phase Node may wait for a ms, in which immediates set by immediates run.
      if (this.#wasHeld) this.#note(overdue(this.#nowMs))
    } else {
      const next = timers.timerListQueue.peek()
      if (!next || !this.#goesOn(next.expiry)) return this.#listener?.onEnd()
      this.#nowMs = Math.max(this.#nowMs, next.expiry)
      this.#note(rivals(this.#nowMs))
    }
    this.#note(dueBeforeItsTurn(this.#nowMs))
    if (this.#listener?.isOver()) return
    this.#timersPhase()
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
    if (isOverdue && this.#before === 'main') this.#note([])
    if (!isOverdue || this.#before !== 'immediates') return false
    // For what a held timers phase made overdue libuv waits for a ms, and Node may have ended by then.
    if (this.#wasHeld && this.#nowMs === this.#phaseEndMs) this.#note(overdue(this.#nowMs))
    return true
  }

  #timersPhase(): void {
    const phaseMs = this.#nowMs
    this.#callbackMs = phaseMs
    try {
      this.#processTimers(phaseMs)
      this.#lastMicrotasks(phaseMs)
    } finally {
      this.#wasHeld = this.#nowMs > phaseMs
      this.#phaseEndMs = this.#nowMs
    }
  }

  /** What Node does between two timers' callbacks. */
  #betweenTimers(): void {
    runNextTicks()
    this.#endCallback()
    // Two timers of one delay may be a ms apart, and Node may end between them.
    if (this.#nothingLeft()) this.#note(dueAboutNow(this.#nowMs))
  }

  /**
   * What Node does after the last callback of a timers phase. If the thread was held, and then a
   * microtask holds it too or looks at the clock, Node 20 goes on with the timers that are overdue
   * now, and Node 24 with the immediates, or ends if nothing keeps the program alive.
   */
  #lastMicrotasks(phaseMs: number): void {
    const beforeMs = this.#nowMs
    const readings = this.#readings
    runNextTicks()
    const isHeld = this.#nowMs > beforeMs
    const isLate = this.#nowMs > phaseMs && this.#readings > readings
    const isOther = immediatesPending() > 0 || this.#nothingLeft()
    if ((isHeld || isLate) && isOther) this.#note(overdue(this.#nowMs))
    this.#endCallback()
  }

  #endCallback(): void {
    if (this.#nowMs - this.#startMs > LONGEST_MS) this.#note([])
    // A timer that is due about when the thread is given back may or may not be overdue.
    if (this.#nowMs > this.#callbackMs) this.#note(dueAboutNow(this.#nowMs, this.#nowMs))
    // The phase of the timers or that of the immediates may come first.
    if (immediatesPending() > 0) this.#note(dueAboutNow(this.#nowMs))
    this.#callbackMs = this.#nowMs
  }

  #nothingLeft(): boolean {
    return timersKeepingAlive() <= 0 && immediatesPending() === 0
  }

  #note(ambiguity: Ambiguity): void {
    if (ambiguity) this.#listener?.onConflict(ambiguity)
  }
}
