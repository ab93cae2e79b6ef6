export class Lock {
  private last: Promise<unknown> = Promise.resolve()

  run<T>(fn: () => T | Promise<T>): Promise<T> {
    const turn = this.last.then(() => fn())
    this.last = turn
    return turn
  }
}
