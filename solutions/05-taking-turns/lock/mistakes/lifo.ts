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
    try {
      return await fn()
    } finally {
      const next = this.waiting.pop()
      if (next) next()
      else this.busy = false
    }
  }
}
