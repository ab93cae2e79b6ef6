// Looks again when woken, and lets nobody pass who came later.
export class Semaphore {
  readonly #line: { wake: () => void }[] = []
  #free: number

  constructor(slots: number) {
    this.#free = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    const me = { wake: () => {} }
    this.#line.push(me)
    while (this.#free === 0 || this.#line[0] !== me) {
      await new Promise<void>((resolve) => (me.wake = resolve))
    }
    this.#line.shift()
    this.#free--
    this.#line[0]?.wake()
    try {
      return await fn()
    } finally {
      this.#free++
      this.#line[0]?.wake()
    }
  }
}
