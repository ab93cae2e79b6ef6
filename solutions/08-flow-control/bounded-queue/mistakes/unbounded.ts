type Next<T> = { done: false; value: T } | { done: true }

export class Channel<T> {
  private values: T[] = []
  private takers: ((next: Next<T>) => void)[] = []
  private closed = false

  constructor(_capacity: number) {
  }

  async put(value: T): Promise<void> {
    if (this.closed) throw new Error('closed')
    const taker = this.takers.shift()
    if (taker) {
      taker({ done: false, value })
      return
    }
    this.values.push(value)
  }

  async get(): Promise<Next<T>> {
    if (this.values.length > 0) {
      const value = this.values.shift() as T
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
