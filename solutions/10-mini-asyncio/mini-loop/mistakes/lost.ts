export interface Clock {
  now(): number
  sleepUntil(moment: number): void
}

export interface Handle {
  cancel(): void
}

export class Loop {
  protected clock: Clock
  protected ready: { fn: () => void; cancelled: boolean }[] = []

  constructor(clock: Clock) {
    this.clock = clock
  }

  callSoon(fn: () => void): Handle {
    const entry = { fn, cancelled: false }
    this.ready.push(entry)
    return {
      cancel: () => {
        entry.cancelled = true
      },
    }
  }

  runOnce(): boolean {
    const count = this.ready.length
    // forEach only visits those that were there when it began
    this.ready.forEach((entry) => {
      if (!entry.cancelled) entry.fn()
    })
    this.ready = []
    return count > 0
  }
}
