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
        const index = this.ready.indexOf(fn)
        this.ready.splice(index, 1)
      },
    }
  }

  runOnce(): boolean {
    const count = this.ready.length
    for (let i = 0; i < Math.min(count, this.ready.length); i++) {
      this.ready[i]!()
    }
    this.ready.splice(0, count)
    return count > 0
  }
}
