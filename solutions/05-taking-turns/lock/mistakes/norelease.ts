export class Lock {
  private busy = false
  private waiting: (() => void)[] = []

  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    if (this.busy) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve)
      })
    }
    this.busy = true
    const result = await fn()
    const next = this.waiting.shift()
    if (next) next()
    else this.busy = false
    return result
  }
}
