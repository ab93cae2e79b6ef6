export class Semaphore {
  private free: number
  private line: (() => void)[] = []

  constructor(slots: number) {
    this.free = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await new Promise<void>((resolve) => this.line.push(resolve))
    try {
      return await fn()
    } finally {
      const next = this.line.shift()
      if (next) next()
    }
  }
}
