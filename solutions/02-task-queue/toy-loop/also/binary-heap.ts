interface Timer {
  due: number
  order: number
  fn: () => void
}

const earlier = (a: Timer, b: Timer): boolean =>
  a.due < b.due || (a.due === b.due && a.order < b.order)

class Heap {
  readonly items: Timer[] = []

  push(timer: Timer): void {
    let i = this.items.push(timer) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!earlier(this.items[i]!, this.items[parent]!)) break
      this.swap(i, parent)
      i = parent
    }
  }

  pop(): Timer | undefined {
    const top = this.items[0]
    const last = this.items.pop()
    if (!top || !last || this.items.length === 0) return top
    this.items[0] = last
    for (let i = 0; ;) {
      let least = i
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < this.items.length && earlier(this.items[child]!, this.items[least]!))
          least = child
      }
      if (least === i) return top
      this.swap(i, least)
      i = least
    }
  }

  private swap(a: number, b: number): void {
    ;[this.items[a], this.items[b]] = [this.items[b]!, this.items[a]!]
  }
}

export class ToyLoop {
  now = 0
  private ready: (() => void)[] = []
  private timers = new Heap()
  private order = 0

  callSoon = (fn: () => void): void => void this.ready.push(fn)

  callLater = (ms: number, fn: () => void): void =>
    this.timers.push({ due: this.now + ms, order: this.order++, fn })

  run(): number {
    let count = 0
    for (;;) {
      let fn = this.ready.shift()
      if (!fn) {
        const timer = this.timers.pop()
        if (!timer) return count
        if (timer.due > this.now) this.now = timer.due
        fn = timer.fn
      }
      fn()
      count++
    }
  }
}
