export class Semaphore {
  private running = 0
  private slots: number
  private waiting: (() => void)[] = []

  constructor(slots: number) {
    this.slots = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    if (this.running >= this.slots) {
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
    this.running++
    try {
      return await fn()
    } finally {
      this.running--
      // wake everybody who waits
      this.waiting.forEach((wake) => wake())
      this.waiting = []
    }
  }
}
