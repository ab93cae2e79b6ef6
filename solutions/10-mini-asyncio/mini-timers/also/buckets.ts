import { Loop, type Handle } from './mini-loop.ts'

/** One bucket for each moment; the moments are kept in order, and in a bucket everybody is in order anyway. */
export class TimerLoop extends Loop {
  private readonly buckets = new Map<number, Set<() => void>>()
  private moments: number[] = []
  private soon = 0

  override callSoon(fn: () => void): Handle {
    this.soon++
    return super.callSoon(fn)
  }

  callLater(ms: number, fn: () => void): Handle {
    const due = this.clock.now() + ms
    const bucket = this.buckets.get(due) ?? this.open(due)
    let off = false
    const ring = () => {
      if (!off) fn()
    }
    bucket.add(ring)
    return {
      cancel: () => {
        off = true
        bucket.delete(ring)
        if (bucket.size === 0) this.close(due, bucket)
      },
    }
  }

  override runOnce(): boolean {
    const [first] = this.moments
    if (this.soon === 0 && first !== undefined && first > this.clock.now())
      this.clock.sleepUntil(first)
    for (const due of this.moments.filter((moment) => moment <= this.clock.now())) {
      const bucket = this.buckets.get(due)!
      this.close(due, bucket)
      for (const ring of bucket) this.callSoon(ring)
    }
    this.soon = 0
    return super.runOnce()
  }

  private open(due: number): Set<() => void> {
    const bucket = new Set<() => void>()
    this.buckets.set(due, bucket)
    const index = this.moments.findLastIndex((moment) => moment < due)
    this.moments.splice(index + 1, 0, due)
    return bucket
  }

  private close(due: number, bucket: Set<() => void>): void {
    if (this.buckets.get(due) !== bucket) return
    this.buckets.delete(due)
    this.moments = this.moments.filter((moment) => moment !== due)
  }
}
