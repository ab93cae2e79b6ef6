import type { TimerLoop } from './mini-timers.ts'
import { getLoop } from './mini/current.ts'

export type Coro<T> = Generator<Future<unknown>, T, void>

export class Future<T> {
  done = false
  private value: T | undefined
  private error: unknown
  private failed = false
  private callbacks: (() => void)[] = []

  settle(value: T): void {
    if (this.done) return
    this.done = true
    this.value = value
    this.wake()
  }

  fail(error: unknown): void {
    if (this.done) return
    this.done = true
    this.failed = true
    this.error = error
    this.wake()
  }

  onDone(callback: () => void): void {
    if (this.done) getLoop().callSoon(callback)
    else this.callbacks.push(callback)
  }

  result(): T {
    if (this.failed) throw this.error
    return this.value as T
  }

  *[Symbol.iterator](): Coro<T> {
    if (!this.done) yield this
    return this.result()
  }

  private wake(): void {
    for (const callback of this.callbacks) getLoop().callSoon(callback)
    this.callbacks = []
  }
}

export class Task<T> extends Future<T> {
  private loop: TimerLoop
  private coro: Coro<T>

  constructor(loop: TimerLoop, coro: Coro<T>) {
    super()
    this.loop = loop
    this.coro = coro
    tasksOf(loop).add(this)
    loop.callSoon(() => this.step())
  }

  step(error?: unknown): void {
    try {
      const r = error === undefined ? this.coro.next() : this.coro.throw(error)
      if (r.done) {
        tasksOf(this.loop).delete(this)
        this.settle(r.value)
      } else {
        const future = r.value
        future.onDone(() => this.step())
      }
    } catch (failure) {
      tasksOf(this.loop).delete(this)
      this.fail(failure)
    }
  }
}

const tasks = new Map<TimerLoop, Set<Task<unknown>>>()

export function tasksOf(loop: TimerLoop): Set<Task<unknown>> {
  if (!tasks.has(loop)) tasks.set(loop, new Set())
  return tasks.get(loop)!
}

export function* sleep(ms: number): Coro<void> {
  const future = new Future<void>()
  getLoop().callLater(ms, () => future.settle())
  yield* future
}
