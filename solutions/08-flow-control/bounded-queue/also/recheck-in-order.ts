// Whoever waits stands in a line, and only its head looks whether it may go on.
export class Channel<T> {
  #values: { value: T }[] = []
  #givers: symbol[] = []
  #takers: symbol[] = []
  #bell = ring()
  #closed = false
  readonly #capacity: number

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  put(value: T): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('closed'))
    return this.#inTurn(
      this.#givers,
      () => this.#values.length < this.#capacity,
      () => void this.#values.push({ value }),
    )
  }

  get(): Promise<{ done: false; value: T } | { done: true }> {
    return this.#inTurn(
      this.#takers,
      () => this.#values.length > 0 || this.#closed,
      () => {
        const first = this.#values.shift()
        return first ? { done: false, value: first.value } : { done: true }
      },
    )
  }

  close(): void {
    this.#closed = true
    this.#ring()
  }

  async #inTurn<R>(line: symbol[], ready: () => boolean, act: () => R): Promise<R> {
    const me = Symbol()
    line.push(me)
    while (line[0] !== me || !ready()) await this.#bell.heard
    line.shift()
    const result = act()
    this.#ring()
    return result
  }

  #ring(): void {
    this.#bell.ring()
    this.#bell = ring()
  }
}

function ring(): { heard: Promise<void>; ring: () => void } {
  let ring = (): void => {}
  const heard = new Promise<void>((resolve) => (ring = resolve))
  return { heard, ring }
}
