export class Semaphore {
  private slots: number
  private running = new Set<Promise<unknown>>()

  constructor(slots: number) {
    this.slots = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    while (this.running.size >= this.slots) await Promise.race(this.running)
    const job = fn()
    this.running.add(job)
    try {
      return await job
    } finally {
      this.running.delete(job)
    }
  }
}
