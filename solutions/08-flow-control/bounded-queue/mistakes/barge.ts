export class Channel<T> {
  private values: T[] = []
  private closed = false
  private capacity: number
  private roomWaiters: (() => void)[] = []
  private valueWaiters: (() => void)[] = []

  constructor(capacity: number) {
    this.capacity = capacity
  }

  async put(value: T): Promise<void> {
    if (this.closed) throw new Error('closed')
    while (this.values.length >= this.capacity) {
      await new Promise<void>((resolve) => this.roomWaiters.push(resolve))
    }
    this.values.push(value)
    this.valueWaiters.shift()?.()
  }

  async get(): Promise<{ done: false; value: T } | { done: true }> {
    while (this.values.length === 0) {
      if (this.closed) return { done: true }
      await new Promise<void>((resolve) => this.valueWaiters.push(resolve))
    }
    const value = this.values.shift() as T
    this.roomWaiters.shift()?.()
    return { done: false, value }
  }

  close(): void {
    this.closed = true
    this.valueWaiters.forEach((wake) => wake())
  }
}
