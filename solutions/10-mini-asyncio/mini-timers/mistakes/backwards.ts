import { Loop, type Handle } from './mini-loop.ts'

interface Timer {
  due: number
  fn: () => void
  cancelled: boolean
}

export class TimerLoop extends Loop {
  private timers: Timer[] = []

  callLater(ms: number, fn: () => void): Handle {
    const timer: Timer = { due: this.clock.now() + ms, fn, cancelled: false }
    const index = this.timers.findIndex((other) => other.due > timer.due)
    if (index < 0) this.timers.push(timer)
    else this.timers.splice(index, 0, timer)
    return {
      cancel: () => {
        timer.cancelled = true
      },
    }
  }

  override runOnce(): boolean {
    while (this.timers[0]?.cancelled) this.timers.shift()
    const next = this.timers[0]
    if (this.ready.length === 0 && next) this.clock.sleepUntil(next.due)
    while (this.timers[0] && this.timers[0].due <= this.clock.now()) {
      const timer = this.timers.shift()!
      this.callSoon(() => {
        if (!timer.cancelled) timer.fn()
      })
    }
    return super.runOnce()
  }
}
