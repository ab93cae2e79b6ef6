export class Lock {
  private last: Promise<void> = Promise.resolve()

  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    const turn = this.last.then(async () => {
      await fn()
    })
    this.last = turn.catch(() => {})
    return turn as Promise<never>
  }
}
