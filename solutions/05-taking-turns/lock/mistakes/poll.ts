import { sleep } from '#kit'

export class Lock {
  private busy = false

  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    while (this.busy) await sleep(10)
    this.busy = true
    try {
      return await fn()
    } finally {
      this.busy = false
    }
  }
}
