export class Semaphore {
  private free: number
  private waiting: (() => void)[] = []

  constructor(slots: number) {
    this.free = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    if (this.free === 0) {
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
    this.free--
    try {
      return await fn()
    } finally {
      this.free++
    }
  }
}
