import { Loop, type Handle } from './mini-loop.ts'

interface Timer {
  readonly due: number
  /** Of two that are due together, the one that was asked for first has the smaller number. */
  readonly number: number
  readonly fn: () => void
  cancelled: boolean
}

const isBefore = (one: Timer, other: Timer): boolean =>
  one.due < other.due || (one.due === other.due && one.number < other.number)

export class TimerLoop extends Loop {
  #heap: Timer[] = []
  #asked = 0

  callLater(ms: number, fn: () => void): Handle {
    const timer = { due: this.clock.now() + ms, number: this.#asked++, fn, cancelled: false }
    const heap = this.#heap
    let child = heap.push(timer) - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!isBefore(heap[child]!, heap[parent]!)) break
      ;[heap[child], heap[parent]] = [heap[parent]!, heap[child]!]
      child = parent
    }
    return { cancel: () => void (timer.cancelled = true) }
  }

  override runOnce(): boolean {
    while (this.#heap[0]?.cancelled) this.#pop()
    if (this.ready.length === 0 && this.#heap[0]) {
      const { due } = this.#heap[0]
      if (due > this.clock.now()) this.clock.sleepUntil(due)
    }
    const now = this.clock.now()
    while (this.#heap[0] && this.#heap[0].due <= now) {
      const timer = this.#pop()
      this.callSoon(() => {
        if (!timer.cancelled) timer.fn()
      })
    }
    return super.runOnce()
  }

  #pop(): Timer {
    const heap = this.#heap
    const top = heap[0]!
    const last = heap.pop()!
    if (heap.length === 0) return top
    heap[0] = last
    for (let parent = 0; ;) {
      let least = parent
      for (const child of [2 * parent + 1, 2 * parent + 2])
        if (heap[child] && isBefore(heap[child], heap[least]!)) least = child
      if (least === parent) return top
      ;[heap[parent], heap[least]] = [heap[least]!, heap[parent]!]
      parent = least
    }
  }
}
