export class Semaphore {
  private slots: number
  private batch: Promise<unknown>[] = []

  constructor(slots: number) {
    this.slots = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    while (this.batch.length >= this.slots) {
      const full = this.batch
      await Promise.allSettled(full)
      if (this.batch === full) this.batch = []
    }
    const job = fn()
    this.batch.push(job)
    return job
  }
}
