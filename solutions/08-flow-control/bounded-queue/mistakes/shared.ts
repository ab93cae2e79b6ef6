type Next<T> = { done: false; value: T } | { done: true }

const takers: ((next: Next<unknown>) => void)[] = []

export class Channel<T> {
  private capacity: number
  private values: T[] = []
  private givers: { value: T; resolve: () => void }[] = []
  private closed = false

  constructor(capacity: number) {
    this.capacity = capacity
  }

  async put(value: T): Promise<void> {
    if (this.closed) throw new Error('closed')
    const taker = takers.shift()
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
    return new Promise<Next<T>>((resolve) => takers.push(resolve as (next: Next<unknown>) => void))
  }

  close(): void {
    this.closed = true
    for (const taker of takers) taker({ done: true })
    takers.length = 0
  }
}
