import type { TimerLoop } from './mini-timers.ts'
import { getLoop } from './mini/current.ts'

/** A coroutine: a generator that yields the futures it waits for. "await x" is written `yield* x`. */
export type Coro<T> = Generator<Future<unknown>, T, void>

/** A result that is not there yet. */
export class Future<T> {
  done = false
  #value: T | undefined
  #error: unknown
  #failed = false
  #callbacks: (() => void)[] = []
  #tell(): void {
    for (const callback of this.#callbacks) getLoop().callSoon(callback)
  }

  /** Ends it with a value. It ends only once: whatever comes after that changes nothing. */
  settle(value: T): void {
    if (this.done) return
    this.done = true
    this.#value = value
    this.#tell()
  }

  /** Ends it with an error. */
  fail(error: unknown): void {
    if (this.done) return
    this.done = true
    this.#failed = true
    this.#error = error
    this.#tell()
  }

  /** Has `callback` run in a turn of its own once this is done: soon, if it is done already. */
  onDone(callback: () => void): void {
    if (this.done) getLoop().callSoon(callback)
    else this.#callbacks.push(callback)
  }

  /** What it was settled with; throws what it failed with. Nobody asks before it is done. */
  result(): T {
    if (this.#failed) throw this.#error
    return this.#value as T
  }

  /** What happens at `yield* future`: waits for it, unless it is done, and hands out its result. */
  *[Symbol.iterator](): Coro<T> {
    if (!this.done) yield this as Future<unknown>
    return this.result()
  }
}

/** Drives a coroutine on a loop, from one wait to the next, and is done when the coroutine is. */
export class Task<T> extends Future<T> {
  #coro: Coro<T>
  #waits: Future<unknown> | null = null
  #loop: TimerLoop
  #end(): void {
    tasksOf(this.#loop).delete(this as Task<unknown>)
  }
  /** The first step is taken when its turn comes. */
  constructor(loop: TimerLoop, coro: Coro<T>) {
    super()
    this.#coro = coro
    this.#loop = loop
    const set = tasksOf(loop)
    set.add(this as Task<unknown>)
    loop.callSoon(() => this.step())
  }

  /** Runs the coroutine to its next wait. An error is thrown into it, at the place where it waits. */
  step(error?: unknown): void {
    let r: IteratorResult<Future<unknown>, T>
    this.#waits = null
    try {
      r = error === undefined ? this.#coro.next() : this.#coro.throw(error)
    } catch (e) {
      this.#end()
      this.fail(e)
      return
    }
    if (r.done) {
      this.#end()
      this.settle(r.value)
      return
    }
    const f = r.value
    this.#waits = f
    f.onDone(() => {
      if (this.#waits === f) this.step()
    })
  }
}

const sets = new WeakMap<TimerLoop, Set<Task<unknown>>>()

/** The tasks of a loop that are not done yet. */
export function tasksOf(loop: TimerLoop): Set<Task<unknown>> {
  let set = sets.get(loop)
  if (!set) sets.set(loop, (set = new Set()))
  return set
}

/** Waits for `ms` milliseconds. */
export function* sleep(ms: number): Coro<void> {
  const end = getLoop()
  setTimeout(() => {}, ms)
  yield* new Future<void>()
}
