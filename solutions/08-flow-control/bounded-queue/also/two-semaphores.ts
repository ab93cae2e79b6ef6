class Semaphore {
  #line: (() => void)[] = []
  #free: number

  constructor(free: number) {
    this.#free = free
  }

  acquire(): Promise<void> {
    if (this.#free > 0) {
      this.#free--
      return Promise.resolve()
    }
    return new Promise((resolve) => this.#line.push(resolve))
  }

  release(): void {
    const next = this.#line.shift()
    if (next) next()
    else this.#free++
  }
}

// One counts room, the other counts values.
export class Channel<T> {
  readonly #values: T[] = []
  readonly #room: Semaphore
  readonly #filled = new Semaphore(0)
  #closed = false

  constructor(capacity: number) {
    this.#room = new Semaphore(capacity)
  }

  async put(value: T): Promise<void> {
    if (this.#closed) throw new Error('Closed')
    await this.#room.acquire()
    this.#values.push(value)
    this.#filled.release()
  }

  async get(): Promise<{ done: false; value: T } | { done: true }> {
    await this.#filled.acquire()
    if (this.#values.length === 0) {
      // The end: left for the next one.
      this.#filled.release()
      return { done: true }
    }
    const value = this.#values.shift() as T
    this.#room.release()
    return { done: false, value }
  }

  close(): void {
    this.#closed = true
    this.#filled.release()
  }
}
