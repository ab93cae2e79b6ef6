type Ticket = object

/** Everybody draws a ticket; whoever is woken looks whether it is their turn, and else waits on. */
export class Lock {
  readonly #tickets: Ticket[] = []
  #change = plug()

  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    const mine: Ticket = {}
    this.#tickets.push(mine)
    while (this.#tickets[0] !== mine) await this.#change.promise
    try {
      return await fn()
    } finally {
      this.#tickets.shift()
      const changed = this.#change
      this.#change = plug()
      changed.resolve()
    }
  }
}

function plug(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
