/** The end of the line, written with both listeners of `then`. */
export class Lock {
  private tail = Promise.resolve<unknown>(undefined)

  run<T>(fn: () => T | Promise<T>): Promise<T> {
    const turn = this.tail.then(fn, fn)
    this.tail = turn
    return turn
  }
}
