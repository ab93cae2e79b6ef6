// #region stub
// /** A belt between those who put and those who get; it holds at most `capacity` values. */
// export class Channel<T> {
//   readonly #values: T[] = []
//
//   constructor(capacity: number) {
//     // TODO
//   }
//
//   /** Settles when the value is on the belt, or handed to somebody; rejects after `close`. */
//   async put(value: T): Promise<void> {
//     // TODO
//     this.#values.push(value)
//   }
//
//   /** Takes the value that was put first, and waits where there is none; done when no more can come. */
//   async get(): Promise<{ done: false; value: T } | { done: true }> {
//     // TODO
//     const value = this.#values.shift()
//     return value === undefined ? { done: true } : { done: false, value }
//   }
//
//   /** No more will be put; what is on the belt can still be taken. */
//   close(): void {
//     // TODO
//   }
// }
// #endregion
// #region solution
/** A belt between those who put and those who get; it holds at most `capacity` values. */
export class Channel<T> {
  readonly #capacity: number
  /** Ready to be handed out, so that any value can be told from no value. */
  readonly #belt: { done: false; value: T }[] = []
  /** Whoever waits for room, with a value in hand. */
  readonly #givers: { value: T; letIn: () => void }[] = []
  /** Whoever waits for a value. */
  readonly #takers: ((next: { done: false; value: T } | { done: true }) => void)[] = []
  #closed = false

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** Settles when the value is on the belt, or handed to somebody; rejects after `close`. */
  async put(value: T): Promise<void> {
    if (this.#closed) throw new Error('The channel is closed')
    const taker = this.#takers.shift()
    if (taker) taker({ done: false, value })
    else if (this.#belt.length < this.#capacity) this.#belt.push({ done: false, value })
    else await new Promise<void>((letIn) => this.#givers.push({ value, letIn }))
  }

  /** Takes the value that was put first, and waits where there is none; done when no more can come. */
  async get(): Promise<{ done: false; value: T } | { done: true }> {
    const next = this.#belt.shift()
    if (next) this.#letNextIn()
    else if (this.#closed) return { done: true }
    return next ?? new Promise((take) => this.#takers.push(take))
  }

  /** No more will be put; what is on the belt can still be taken. */
  close(): void {
    this.#closed = true
    for (const taker of this.#takers.splice(0)) taker({ done: true })
  }

  #letNextIn(): void {
    const giver = this.#givers.shift()
    if (!giver) return
    this.#belt.push({ done: false, value: giver.value })
    giver.letIn()
  }
}
// #endregion
