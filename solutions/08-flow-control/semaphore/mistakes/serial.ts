export class Semaphore {
  private tail: Promise<unknown> = Promise.resolve()

  constructor(_slots: number) {}

  run<T>(fn: () => Promise<T>): Promise<T> {
    const mine = this.tail.then(fn, fn)
    this.tail = mine
    return mine
  }
}
