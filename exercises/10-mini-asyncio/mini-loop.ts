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
    throw new Error('TODO mini-loop: callSoon')
  }

  /** One turn: runs what was ready when it began. Returns false if there was nothing. */
  runOnce(): boolean {
    throw new Error('TODO mini-loop: runOnce')
  }
}

/** A callback in line. */
interface Callback {
  readonly fn: () => void
  cancelled: boolean
}
