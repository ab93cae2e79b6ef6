import { Loop, type Handle } from './mini-loop.ts'

/** A loop that can also do something later, and sleeps as long as there is nothing to do. */
export class TimerLoop extends Loop {
  /** The one that is due first stands first. */
  readonly #timers: Timer[] = []

  /** Has `fn` run when `ms` milliseconds have passed; of two that are due together, the one asked for first. */
  callLater(ms: number, fn: () => void): Handle {
    const timer: Timer = { due: this.clock.now() + ms, fn, cancelled: false }
    let i = this.#timers.length
    while (i > 0 && this.#timers[i - 1]!.due > timer.due) i--
    this.#timers.splice(i, 0, timer)
    return {
      cancel: () => {
        timer.cancelled = true
      },
    }
  }

  /** One turn; when nothing is ready, it begins with a sleep until the next timer is due. */
  override runOnce(): boolean {
    while (this.#timers[0]?.cancelled) this.#timers.shift()
    if (this.ready.length === 0 && this.#timers[0]) {
      const { due } = this.#timers[0]
      if (due > this.clock.now()) this.clock.sleepUntil(due)
    }
    while (this.#timers[0] && this.#timers[0].due <= this.clock.now()) {
      const timer = this.#timers.shift()!
      if (!timer.cancelled) timer.fn()
    }
    return super.runOnce()
  }
}

interface Timer {
  /** When it is due, by the loop's clock. */
  readonly due: number
  readonly fn: () => void
  cancelled: boolean
}
