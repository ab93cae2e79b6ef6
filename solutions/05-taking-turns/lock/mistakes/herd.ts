export class Lock {
  private current: Promise<unknown> | undefined

  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    if (this.current) await this.current.catch(() => {})
    const turn = Promise.resolve().then(fn)
    this.current = turn
    return turn
  }
}
