export class Lock {
  private last: Promise<unknown> | undefined

  run<T>(fn: () => T | Promise<T>): Promise<T> {
    const turn = this.last ? this.last.then(fn) : Promise.resolve(fn())
    this.last = turn.catch(() => {})
    return turn
  }
}
