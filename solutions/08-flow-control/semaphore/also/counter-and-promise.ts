// One promise chain: each newcomer waits for the slot that it is due.
export class Semaphore {
  readonly #releases: (() => void)[] = []
  readonly #slots: Promise<void>[]

  constructor(slots: number) {
    this.#slots = Array.from({ length: slots }, () => Promise.resolve())
  }

  run<T>(fn: () => Promise<T>): Promise<T> {
    // The k-th to come may go in when the (k - slots)-th to leave has left.
    const turn = this.#slots.shift()
    this.#slots.push(new Promise((resolve) => this.#releases.push(resolve)))
    const leave = (): void => this.#releases.shift()?.()
    return (turn ?? Promise.resolve()).then(fn).finally(leave)
  }
}
