export interface Clock {
  now(): number
  sleepUntil(moment: number): void
}

export interface Handle {
  cancel(): void
}

export class Loop {
  protected clock: Clock
  protected ready: (() => void)[] = []

  constructor(clock: Clock) {
    this.clock = clock
  }

  callSoon(fn: () => void): Handle {
    this.ready.push(fn)
    return {
      cancel: () => {
        this.ready = this.ready.filter((other) => other !== fn)
      },
    }
  }

  runOnce(): boolean {
    // the turn is a list of its own; who is called off during the turn is still in it
    const turn = this.ready
    this.ready = []
    for (const fn of turn) fn()
    return turn.length > 0
  }
}
