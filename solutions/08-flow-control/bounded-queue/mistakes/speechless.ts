type Next<T> = { done: false; value: T } | { done: true }

export class Channel<T> {
  private capacity: number
  private values: T[] = []
  private givers: { value: T; resolve: () => void }[] = []
  private takers: ((next: Next<T>) => void)[] = []
  private closed = false

  constructor(capacity: number) {
    this.capacity = capacity
  }

  async put(value: T): Promise<void> {
    if (this.closed) return new Promise(() => {})
    const taker = this.takers.shift()
    if (taker) {
      taker({ done: false, value })
      return
    }
    if (this.values.length < this.capacity) {
      this.values.push(value)
      return
    }
    await new Promise<void>((resolve) => this.givers.push({ value, resolve }))
  }

  async get(): Promise<Next<T>> {
    if (this.values.length > 0) {
      const value = this.values.shift() as T
      const giver = this.givers.shift()
      if (giver) {
        this.values.push(giver.value)
        giver.resolve()
      }
      return { done: false, value }
    }
    if (this.closed) return { done: true }
    return new Promise<Next<T>>((resolve) => this.takers.push(resolve))
  }

  close(): void {
    this.closed = true
    for (const taker of this.takers) taker({ done: true })
    this.takers = []
  }
}
