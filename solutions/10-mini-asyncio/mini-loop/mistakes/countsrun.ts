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
    let ran = false
    for (let left = this.ready.length; left > 0; left--) {
      const entry = this.ready.shift()!
      if (entry.cancelled) continue
      entry.fn()
      ran = true
    }
    return ran
  }
}
