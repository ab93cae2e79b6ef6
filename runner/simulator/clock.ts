import { createClock } from '@sinonjs/fake-timers'
import { simulatedMs, type SimulatedMs } from '../trace.ts'

/**
 * The one clock of a run. It stands where libuv's timer stands under Node's lists of timers: it tells
 * the time and rings once, at the moment that is due next. Idle time costs nothing.
 */
export class SimulatedClock {
  readonly #clock = createClock(0)

  get now(): SimulatedMs {
    return simulatedMs(this.#clock.now)
  }

  /** The thread is held: time moves, and whatever falls due meanwhile has to wait its turn. */
  hold(ms: number): void {
    this.#clock.tick(ms)
  }

  /** Nothing can happen before `at`: goes there. */
  sleepUntil(at: number): void {
    let rung = false
    this.#clock.setTimeout(() => (rung = true), Math.max(0, Math.ceil(at) - this.#clock.now))
    while (!rung) this.#clock.next()
  }
}
