export class Semaphore {
  private running = 0
  private slots: number
  private line: (() => void)[] = []

  constructor(slots: number) {
    this.slots = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    if (this.running <= this.slots) this.running++
    else await new Promise<void>((resolve) => this.line.push(resolve))
    try {
      return await fn()
    } finally {
      const next = this.line.shift()
      if (next) next()
      else this.running--
    }
  }
}
