export class Semaphore {
  private free: number
  private line: (() => void)[] = []

  constructor(slots: number) {
    this.free = slots
  }

  async run(fn: () => Promise<unknown>): Promise<void> {
    if (this.free > 0) this.free--
    else await new Promise<void>((resolve) => this.line.push(resolve))
    try {
      await fn()
    } finally {
      const next = this.line.shift()
      if (next) next()
      else this.free++
    }
  }
}
