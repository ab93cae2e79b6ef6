export interface Clock {
  now(): number
  sleepUntil(moment: number): void
}

export interface Handle {
  cancel(): void
}

/** Works through one array from a moving head, and forgets the part that is done when all of it is. */
export class Loop {
  protected readonly clock: Clock
  private line: { fn: () => void; cancelled: boolean }[] = []
  private head = 0

  constructor(clock: Clock) {
    this.clock = clock
  }

  callSoon(fn: () => void): Handle {
    const entry = { fn, cancelled: false }
    this.line.push(entry)
    return { cancel: () => void (entry.cancelled = true) }
  }

  runOnce(): boolean {
    const end = this.line.length
    if (this.head === end) return false
    while (this.head < end) {
      const entry = this.line[this.head++]!
      if (!entry.cancelled) entry.fn()
    }
    if (this.head === this.line.length) {
      this.line = []
      this.head = 0
    }
    return true
  }
}
