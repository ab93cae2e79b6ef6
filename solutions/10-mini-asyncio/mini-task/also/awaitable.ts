import type { Handle } from './mini-loop.ts'
import type { TimerLoop } from './mini-timers.ts'
import { getLoop } from './mini/current.ts'

interface Awaitable<T> {
  readonly done: boolean
  onDone(callback: () => void): void
  [Symbol.iterator](): Coro<T>
}

export type Coro<T> = Generator<Future<unknown>, T, void>

type Outcome<T> = { kind: 'value'; value: T } | { kind: 'error'; error: unknown }

export class Future<T> implements Awaitable<T> {
  done = false
  #outcome: Outcome<T> | undefined
  readonly #callbacks = new Set<() => void>()

  settle(value: T): void {
    this.#end({ kind: 'value', value })
  }

  fail(error: unknown): void {
    this.#end({ kind: 'error', error })
  }

  onDone(callback: () => void): void {
    const once = () => callback()
    this.#callbacks.add(once)
    if (this.done) this.#flush()
  }

  result(): T {
    if (this.#outcome?.kind === 'value') return this.#outcome.value
    throw this.#outcome?.error
  }

  *[Symbol.iterator](): Coro<T> {
    while (!this.done) yield this
    return this.result()
  }

  #end(outcome: Outcome<T>): void {
    if (this.done) return
    this.done = true
    this.#outcome = outcome
    this.#flush()
  }

  #flush(): void {
    const loop = getLoop()
    this.#callbacks.forEach((callback) => loop.callSoon(callback))
    this.#callbacks.clear()
  }
}

/** Every step is put in line by the task itself; a step that is thrown in calls off the one that was coming. */
export class Task<T> extends Future<T> {
  #visit = 0

  readonly loop: TimerLoop
  readonly coro: Coro<T>

  constructor(loop: TimerLoop, coro: Coro<T>) {
    super()
    this.loop = loop
    this.coro = coro
    register(this, loop)
    this.#wake()
  }

  step(error?: unknown): void {
    this.#visit++
    let next: IteratorResult<Future<unknown>, T>
    try {
      next = arguments.length > 0 && error !== undefined ? this.coro.throw(error) : this.coro.next()
    } catch (failure) {
      return this.fail(failure)
    }
    if (next.done === true) return this.settle(next.value)
    const visit = this.#visit
    next.value.onDone(() => visit === this.#visit && this.step())
  }

  #wake(): Handle {
    return this.loop.callSoon(() => this.step())
  }
}

const registered = new WeakMap<TimerLoop, Set<Task<unknown>>>()

function register(task: Task<unknown>, loop: TimerLoop): void {
  registered.set(loop, (registered.get(loop) ?? new Set<Task<unknown>>()).add(task))
}

export function tasksOf(loop: TimerLoop): Set<Task<unknown>> {
  return new Set([...(registered.get(loop) ?? [])].filter(({ done }) => !done))
}

export const sleep = function* (ms: number): Coro<void> {
  const alarm = new Future<void>()
  getLoop().callLater(ms, () => alarm.settle(undefined))
  yield* alarm
}
