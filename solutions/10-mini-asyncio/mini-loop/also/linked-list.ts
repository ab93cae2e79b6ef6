export interface Clock {
  now(): number
  sleepUntil(moment: number): void
}

export interface Handle {
  cancel(): void
}

class Node implements Handle {
  next: Node | undefined
  private readonly fn: () => void
  private off = false

  constructor(fn: () => void) {
    this.fn = fn
  }

  cancel(): void {
    this.off = true
  }

  run(): void {
    if (!this.off) this.fn()
  }
}

export class Loop {
  protected readonly clock: Clock
  private first: Node | undefined
  private last: Node | undefined

  constructor(clock: Clock) {
    this.clock = clock
  }

  callSoon(fn: () => void): Handle {
    const node = new Node(fn)
    if (this.last) this.last.next = node
    else this.first = node
    this.last = node
    return node
  }

  runOnce(): boolean {
    const end = this.last
    if (!end) return false
    for (;;) {
      const node = this.first!
      this.first = node.next
      if (!this.first) this.last = undefined
      node.run()
      if (node === end) return true
    }
  }
}
