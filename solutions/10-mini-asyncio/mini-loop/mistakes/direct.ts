export interface Clock {
  now(): number
  sleepUntil(moment: number): void
}

export interface Handle {
  cancel(): void
}

export class Loop {
  protected clock: Clock
  private calls = 0

  constructor(clock: Clock) {
    this.clock = clock
  }

  callSoon(fn: () => void): Handle {
    fn()
    this.calls++
    return { cancel() {} }
  }

  runOnce(): boolean {
    const worked = this.calls > 0
    this.calls = 0
    return worked
  }
}
