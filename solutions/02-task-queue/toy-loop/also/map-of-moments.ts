export class ToyLoop {
  now = 0
  #ready: (() => void)[] = []
  #moments = new Map<number, (() => void)[]>()

  callSoon(fn: () => void): void {
    this.#ready.push(fn)
  }

  callLater(ms: number, fn: () => void): void {
    const due = this.now + ms
    this.#moments.set(due, [...(this.#moments.get(due) ?? []), fn])
  }

  run(): number {
    for (let count = 0; ; count++) {
      const fn = this.#ready.shift() ?? this.#takeDue()
      if (!fn) return count
      fn()
    }
  }

  #takeDue(): (() => void) | undefined {
    if (this.#moments.size === 0) return undefined
    const due = Math.min(...this.#moments.keys())
    const [first, ...others] = this.#moments.get(due) ?? []
    if (others.length > 0) this.#moments.set(due, others)
    else this.#moments.delete(due)
    this.now = Math.max(this.now, due)
    return first
  }
}
