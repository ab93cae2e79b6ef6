export interface Clock {
  now(): number
  sleepUntil(moment: number): void
}

export interface Handle {
  cancel(): void
}

let ready: { fn: () => void; cancelled: boolean }[] = []

export class Loop {
  protected clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  callSoon(fn: () => void): Handle {
    const entry = { fn, cancelled: false }
    ready.push(entry)
    return {
      cancel: () => {
        entry.cancelled = true
      },
    }
  }

  runOnce(): boolean {
    const turn = ready
    ready = []
    for (const entry of turn) if (!entry.cancelled) entry.fn()
    return turn.length > 0
  }
}
