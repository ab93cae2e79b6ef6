/** Everybody waits for the one before, and leaves something for the one behind to wait for. */
export class Lock {
  #last: Promise<void> = Promise.resolve()

  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    const before = this.#last
    let goOut = () => {}
    this.#last = new Promise((resolve) => {
      goOut = resolve
    })
    await before
    try {
      return await fn()
    } finally {
      goOut()
    }
  }
}
