import { sleep } from '#kit'

export class Channel<T> {
  private values: T[] = []
  private closed = false
  private capacity: number

  constructor(capacity: number) {
    this.capacity = capacity
  }

  async put(value: T): Promise<void> {
    if (this.closed) throw new Error('closed')
    while (this.values.length >= this.capacity) await sleep(10)
    this.values.push(value)
  }

  async get(): Promise<{ done: false; value: T } | { done: true }> {
    while (this.values.length === 0) {
      if (this.closed) return { done: true }
      await sleep(10)
    }
    return { done: false, value: this.values.shift() as T }
  }

  close(): void {
    this.closed = true
  }
}
