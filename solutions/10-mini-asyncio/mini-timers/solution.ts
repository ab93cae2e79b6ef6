import { Loop, type Handle } from './mini-loop.ts'

/** A loop that can also do something later, and sleeps as long as there is nothing to do. */
export class TimerLoop extends Loop {
  /** The one that is due first stands first. */
  readonly #timers: Timer[] = []

  /** Has `fn` run when `ms` milliseconds have passed; of two that are due together, the one asked for first. */
  callLater(ms: number, fn: () => void): Handle {
    // #region stub
    // throw new Error('TODO mini-timers: callLater')
    // #endregion
    // #region solution
    const timer = { due: this.clock.now() + ms, fn, cancelled: false }
    this.#timers.splice(this.#placeBehind(timer.due), 0, timer)
    return {
      cancel: () => {
        timer.cancelled = true
      },
    }
    // #endregion
  }

  /** One turn; when nothing is ready, it begins with a sleep until the next timer is due. */
  override runOnce(): boolean {
    // #region stub
    // throw new Error('TODO mini-timers: runOnce')
    // #endregion
    // #region solution
    while (this.#timers[0]?.cancelled) this.#timers.shift()
    const [next] = this.#timers
    const idle = this.ready.length === 0
    if (idle && next && next.due > this.clock.now()) this.clock.sleepUntil(next.due)
    for (const timer of this.#takeDue()) this.callSoon(() => timer.cancelled || timer.fn())
    return super.runOnce()
    // #endregion
  }
  // #region solution

  /** Where a timer belongs: behind all that are due earlier or at the same moment. */
  #placeBehind(due: number): number {
    let [from, to] = [0, this.#timers.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.#timers[middle]?.due ?? 0) <= due) from = middle + 1
      else to = middle
    }
    return from
  }

  #takeDue(): Timer[] {
    return this.#timers.splice(0, this.#placeBehind(this.clock.now()))
  }
  // #endregion
}

interface Timer {
  /** When it is due, by the loop's clock. */
  readonly due: number
  readonly fn: () => void
  cancelled: boolean
}
