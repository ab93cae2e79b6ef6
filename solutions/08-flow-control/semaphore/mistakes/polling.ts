import { sleep } from '#kit'

export class Semaphore {
  private free: number

  constructor(slots: number) {
    this.free = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    while (this.free === 0) await sleep(10)
    this.free--
    try {
      return await fn()
    } finally {
      this.free++
    }
  }
}
