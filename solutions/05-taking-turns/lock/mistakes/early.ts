export class Lock {
  private last: Promise<unknown> = Promise.resolve()
  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    let v: T | undefined
    this.last = this.last.then(async () => { v = await fn() }).catch(() => {})
    return v as T
  }
}
