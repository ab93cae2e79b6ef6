export class Semaphore {
  private free: number
  private queue: (() => void)[] = []

  constructor(slots: number) {
    this.free = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    while (this.free === 0) {
      await new Promise<void>((resolve) => this.queue.push(resolve))
    }
    this.free--
    try {
      return await fn()
    } finally {
      this.free++
      this.queue.shift()?.()
    }
  }
}
