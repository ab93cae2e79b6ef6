export class Semaphore {
  private line: Array<() => void> = []
  private taken = 0
  private slots: number

  constructor(slots: number) {
    this.slots = slots
  }

  run<T>(fn: () => Promise<T>): Promise<T> {
    return this.enter()
      .then(fn)
      .then(
        (value) => {
          this.leave()
          return value
        },
        (error: unknown) => {
          this.leave()
          throw error
        },
      )
  }

  private enter(): Promise<void> {
    if (this.taken < this.slots) {
      this.taken += 1
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      this.line.push(resolve)
    })
  }

  private leave(): void {
    const next = this.line.shift()
    if (next === undefined) this.taken -= 1
    else next()
  }
}
