class Semaphore {
  #line: (() => void)[] = []
  #free: number

  constructor(slots: number) {
    this.#free = slots
  }

  async run<T>(fn: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#line.push(resolve))
    try {
      return await fn()
    } finally {
      const next = this.#line.shift()
      if (next) next()
      else this.#free++
    }
  }
}

export function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const darkroom = new Semaphore(limit)
  return Promise.all(items.map((item, index) => darkroom.run(() => fn(item, index))))
}
