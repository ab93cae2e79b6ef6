export class ToyLoop {
  now = 0
  ready: (() => void)[] = []
  timers: { due: number; order: number; fn: () => void }[] = []
  order = 0

  callSoon(fn: () => void): void {
    this.ready.push(fn)
  }

  callLater(ms: number, fn: () => void): void {
    this.timers.push({ due: ms, order: this.order++, fn })
    this.timers.sort((a, b) => a.due - b.due || a.order - b.order)
  }

  run(): number {
    let count = 0
    for (;;) {
      const soon = this.ready.shift()
      if (soon) {
        soon()
        count++
        continue
      }
      const timer = this.timers.shift()
      if (!timer) return count
      this.now += timer.due
      timer.fn()
      count++
    }
  }
}
