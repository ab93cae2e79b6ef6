/** A door for one at a time: whoever goes out hands the key to the next one. */
export class Lock {
  private taken = false
  private readonly line: (() => void)[] = []

  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    if (this.taken) await new Promise<void>((callIn) => this.line.push(callIn))
    this.taken = true
    try {
      return await fn()
    } finally {
      const next = this.line.shift()
      if (next) next()
      else this.taken = false
    }
  }
}
