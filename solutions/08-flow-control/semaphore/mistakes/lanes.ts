// Each job is dealt to one of the slots, in turn.
export class Semaphore {
  private tails: Promise<unknown>[]
  private turn = 0

  constructor(slots: number) {
    this.tails = Array.from({ length: slots }, () => Promise.resolve())
  }

  run<T>(fn: () => Promise<T>): Promise<T> {
    const slot = this.turn++ % this.tails.length
    const mine = (this.tails[slot] ?? Promise.resolve()).then(fn, fn)
    this.tails[slot] = mine
    return mine
  }
}
