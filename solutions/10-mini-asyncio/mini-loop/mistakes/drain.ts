export interface Clock {
  now(): number
  sleepUntil(moment: number): void
}

export interface Handle {
  cancel(): void
}

interface Callback {
  fn: () => void
  cancelled: boolean
}

export class Loop {
  protected clock: Clock
  protected ready: Callback[] = []

  constructor(clock: Clock) {
    this.clock = clock
  }

  callSoon(fn: () => void): Handle {
    const callback: Callback = { fn, cancelled: false }
    this.ready.push(callback)
    return {
      cancel() {
        callback.cancelled = true
      },
    }
  }

  runOnce(): boolean {
    if (this.ready.length === 0) return false
    while (this.ready.length > 0) {
      const callback = this.ready.shift()!
      if (!callback.cancelled) callback.fn()
    }
    return true
  }
}
