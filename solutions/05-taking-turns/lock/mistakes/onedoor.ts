let last: Promise<unknown> = Promise.resolve()

export class Lock {
  run<T>(fn: () => T | Promise<T>): Promise<T> {
    const turn = last.then(() => fn())
    last = turn.catch(() => {})
    return turn
  }
}
