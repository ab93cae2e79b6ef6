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
    const turn = this.ready.splice(0)
    for (const entry of turn) if (!entry.cancelled) entry.fn()
    return true
  }
}
