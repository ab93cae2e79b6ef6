import type { TimerKind } from '../../trace.ts'
import { TimerLists } from './timer-lists.ts'

/** What happens next. */
export type Step =
  /** Nothing can happen before `until`, in simulated ms. */
  | { readonly kind: 'sleep'; readonly until: number }
  /**
   * A turn: these timers' callbacks run, list by list, in this order. A negative number is a timer that
   * is not due: while it stands in its place, Node goes no further in its list.
   */
  | { readonly kind: 'turn'; readonly lists: readonly (readonly number[])[] }

/**
 * Node's event loop, as far as timers and immediates go: all timers that are due, then all immediates,
 * then again; time moves only when neither is left.
 *
 * It runs nothing itself. Two keep one each, about the same run: the sandbox, to go through the turns
 * without asking, and the simulator, which follows with the one clock that counts.
 */
export class EventLoop {
  readonly #clock: { readonly now: number }
  readonly #timers: TimerLists
  /** Those that wait, and whether they keep the program alive. */
  readonly #immediates = new Map<number, boolean>()
  readonly #steps = this.#run()

  /** @param ties the order of timers that fall due at the same moment, see {@link TimerLists} */
  constructor(clock: { readonly now: number }, ties = 0) {
    this.#clock = clock
    this.#timers = new TimerLists(ties)
  }

  /** Asked when a turn is over, or slept through. @returns undefined when nothing is left that keeps the program alive */
  next(): Step | undefined {
    return this.#steps.next().value ?? undefined
  }

  set(timer: number, kind: TimerKind, delayMs: number, keepsAlive: boolean): void {
    if (kind === 'immediate') this.#immediates.set(timer, keepsAlive)
    else {
      const options = { delayMs, repeats: kind === 'interval', keepsAlive }
      this.#timers.set(timer, options, this.#clock.now)
    }
  }

  clear(timer: number): void {
    this.#timers.clear(timer)
    this.#immediates.delete(timer)
  }

  refresh(timer: number): void {
    this.#timers.refresh(timer, this.#clock.now)
  }

  setKeepsAlive(timer: number, keepsAlive: boolean): void {
    this.#timers.setKeepsAlive(timer, keepsAlive)
    if (this.#immediates.has(timer)) this.#immediates.set(timer, keepsAlive)
  }

  /** A timer's callback begins. */
  fires(timer: number): void {
    this.#timers.fires(timer, this.#clock.now)
  }

  /** A timer's callback has returned; its microtasks come later. */
  fired(timer: number): void {
    this.#timers.fired(timer)
  }

  /**
   * As libuv has it: whether anything keeps the program alive is asked after a round of timers, and
   * what is unreferenced does not run when nothing else is left.
   */
  *#run(): Generator<Step, undefined, undefined> {
    let alive = this.#keptAlive
    if (alive) yield* this.#timersDue()
    while (alive) {
      yield this.#immediates.size > 0 ? this.#allImmediates() : this.#sleep()
      yield* this.#timersDue()
      alive = this.#keptAlive
    }
    return undefined
  }

  get #keptAlive(): boolean {
    return this.#timers.keepAlive || [...this.#immediates.values()].includes(true)
  }

  *#timersDue(): Generator<Step, void, undefined> {
    const lists = this.#timers.begin(this.#clock.now)
    if (lists.length > 0) yield { kind: 'turn', lists }
    this.#timers.end()
  }

  /** To the moment of the next timer. */
  #sleep(): Step {
    const { now } = this.#clock
    const next = this.#keptAlive ? this.#timers.nextExpiry : undefined
    return { kind: 'sleep', until: Math.max(now, Math.ceil(next ?? now)) }
  }

  #allImmediates(): Step {
    const lists = [...this.#immediates.keys()].map((immediate) => [immediate])
    this.#immediates.clear()
    return { kind: 'turn', lists }
  }
}
