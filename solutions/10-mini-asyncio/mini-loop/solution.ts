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
    // #region stub
    // throw new Error('TODO mini-loop: callSoon')
    // #endregion
    // #region solution
    const callback = { fn, cancelled: false }
    this.ready.push(callback)
    return {
      cancel: () => {
        callback.cancelled = true
      },
    }
    // #endregion
  }

  /** One turn: runs what was ready when it began. Returns false if there was nothing. */
  runOnce(): boolean {
    // #region stub
    // throw new Error('TODO mini-loop: runOnce')
    // #endregion
    // #region solution
    const count = this.ready.length
    for (let n = 0; n < count; n++) {
      const callback = this.ready.shift()
      if (callback && !callback.cancelled) callback.fn()
    }
    return count > 0
    // #endregion
  }
}

/** A callback in line. */
interface Callback {
  readonly fn: () => void
  cancelled: boolean
}
