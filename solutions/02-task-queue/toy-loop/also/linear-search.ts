export class ToyLoop {
  now = 0
  private readonly ready: Array<() => void> = []
  private readonly timers: Array<{ due: number; fn: () => void }> = []

  callSoon(fn: () => void): void {
    this.ready.push(fn)
  }

  callLater(ms: number, fn: () => void): void {
    this.timers.push({ due: this.now + ms, fn })
  }

  run(): number {
    let count = 0
    while (this.ready.length > 0 || this.timers.length > 0) {
      if (this.ready.length === 0) {
        let first = 0
        this.timers.forEach(({ due }, index) => {
          if (due < this.timers[first]!.due) first = index
        })
        const [timer] = this.timers.splice(first, 1)
        this.now = Math.max(this.now, timer!.due)
        this.ready.push(timer!.fn)
      }
      this.ready.shift()!()
      count++
    }
    return count
  }
}
