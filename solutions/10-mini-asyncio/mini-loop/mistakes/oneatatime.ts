/** Where a loop gets its time from. */
export interface Clock {
  /** The time in milliseconds. */
  now(): number
  /** Lets the thread sleep until `now()` is `moment`. */
  sleepUntil(moment: number): void
}

/** A callback that was asked for, and may still be called off. */
export interface Handle {
  /** From now on the callback is not run. */
  cancel(): void
}

/** An event loop that works in turns. */
export class Loop {
  protected readonly clock: Clock
  /** What waits for its turn, first come first served. */
  protected readonly ready: Callback[] = []

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Has `fn` run when its turn comes, never at once. */
  callSoon(fn: () => void): Handle {
    const cb: Callback = { fn, cancelled: false }
    this.ready.push(cb)
    return {
      cancel: () => {
        cb.cancelled = true
      },
    }
  }

  /** One turn: runs what was ready when it began. Returns false if there was nothing. */
  runOnce(): boolean {
    const cb = this.ready.shift()
    if (!cb) return false
    if (!cb.cancelled) cb.fn()
    return true
  }
}

/** A callback in line. */
interface Callback {
  readonly fn: () => void
  cancelled: boolean
}
