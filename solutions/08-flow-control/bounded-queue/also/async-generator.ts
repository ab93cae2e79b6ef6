// An async generator serves those who ask it one after the other: the line of takers is its own.
export class Channel<T> {
  readonly #capacity: number
  readonly #belt: { value: T }[] = []
  readonly #givers: { parcel: { value: T }; letIn: () => void }[] = []
  readonly #reader = this.#read()
  #bell = (): void => {}
  #closed = false

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  async put(value: T): Promise<void> {
    if (this.#closed) throw new Error('Closed')
    const parcel = { value }
    if (this.#belt.length === this.#capacity)
      return new Promise((letIn) => this.#givers.push({ parcel, letIn }))
    this.#belt.push(parcel)
    this.#bell()
  }

  async get(): Promise<{ done: false; value: T } | { done: true }> {
    const next = await this.#reader.next()
    return next.done ? { done: true } : { done: false, value: next.value }
  }

  close(): void {
    this.#closed = true
    this.#bell()
  }

  async *#read(): AsyncGenerator<T, void> {
    for (;;) {
      const parcel = this.#belt.shift()
      if (parcel) {
        const giver = this.#givers.shift()
        if (giver) this.#belt.push(giver.parcel)
        giver?.letIn()
        yield parcel.value
      } else if (this.#closed) return
      else await new Promise<void>((rung) => (this.#bell = rung))
    }
  }
}
