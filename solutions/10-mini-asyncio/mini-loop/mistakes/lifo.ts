export interface Clock {
  now(): number
  sleepUntil(moment: number): void
}

export interface Handle {
  cancel(): void
}

type Callback = { fn: () => void; cancelled: boolean }

export class Loop {
  protected ready: Callback[] = []

  protected clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  callSoon(fn: () => void): Handle {
    const callback = { fn, cancelled: false }
    this.ready.push(callback)
    return { cancel: () => void (callback.cancelled = true) }
  }

  runOnce(): boolean {
    const count = this.ready.length
    const turn = this.ready
    this.ready = []
    for (let i = 0; i < count; i++) {
      const callback = turn.pop()!
      if (!callback.cancelled) callback.fn()
    }
    return count > 0
  }
}
