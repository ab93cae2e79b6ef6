type Next<T> = { done: false; value: T } | { done: true }

// A promise for each place of the list: get waits for the place, put fills it.
export class Channel<T> {
  #puts = 0
  #gets = 0
  readonly #capacity: number
  readonly #places: { promise: Promise<Next<T>>; fill: (next: Next<T>) => void }[] = []
  readonly #waiting: { number: number; letIn: () => void }[] = []
  #closed = false

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  put(value: T): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('Closed'))
    const number = this.#puts++
    this.#place(number).fill({ done: false, value })
    if (number < this.#gets + this.#capacity) return Promise.resolve()
    return new Promise((letIn) => this.#waiting.push({ number, letIn }))
  }

  get(): Promise<Next<T>> {
    const { promise } = this.#place(this.#gets++)
    while (this.#waiting[0] && this.#waiting[0].number < this.#gets + this.#capacity) {
      this.#waiting.shift()?.letIn()
    }
    return promise
  }

  close(): void {
    this.#closed = true
    this.#places.slice(this.#puts).forEach(({ fill }) => fill({ done: true }))
  }

  #place(number: number): { promise: Promise<Next<T>>; fill: (next: Next<T>) => void } {
    const known = this.#places[number]
    if (known) return known
    let fill: (next: Next<T>) => void = () => {}
    const promise = new Promise<Next<T>>((resolve) => (fill = resolve))
    if (this.#closed && number >= this.#puts) fill({ done: true })
    return (this.#places[number] = { promise, fill })
  }
}
