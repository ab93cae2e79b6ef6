export class Semaphore {
  private free: number
  private waiting: (() => void)[] = []

  constructor(slots: number) {
    this.free = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    try {
      return await fn()
    } finally {
      const next = this.waiting.pop()
      if (next) next()
      else this.free++
    }
  }
}
