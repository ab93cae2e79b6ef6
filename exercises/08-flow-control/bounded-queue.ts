/** A belt between those who put and those who get; it holds at most `capacity` values. */
export class Channel<T> {
  readonly #values: T[] = []

  constructor(capacity: number) {
    // TODO
  }

  /** Settles when the value is on the belt, or handed to somebody; rejects after `close`. */
  async put(value: T): Promise<void> {
    // TODO
    this.#values.push(value)
  }

  /** Takes the value that was put first, and waits where there is none; done when no more can come. */
  async get(): Promise<{ done: false; value: T } | { done: true }> {
    // TODO
    const value = this.#values.shift()
    return value === undefined ? { done: true } : { done: false, value }
  }

  /** No more will be put; what is on the belt can still be taken. */
  close(): void {
    // TODO
  }
}
