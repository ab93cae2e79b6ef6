export class Lock {
  private busy = false

  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    while (this.busy) await null
    this.busy = true
    try {
      return await fn()
    } finally {
      this.busy = false
    }
  }
}
