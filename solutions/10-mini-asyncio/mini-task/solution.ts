import type { TimerLoop } from './mini-timers.ts'
import { getLoop } from './mini/current.ts'

/** A coroutine: a generator that yields the futures it waits for. "await x" is written `yield* x`. */
export type Coro<T> = Generator<Future<unknown>, T, void>

/** A result that is not there yet. */
export class Future<T> {
  done = false
  // #region solution
  #result = (): T => {
    throw new Error('Nobody has settled this future yet')
  }
  readonly #listeners: (() => void)[] = []
  // #endregion

  /** Ends it with a value. It ends only once: whatever comes after that changes nothing. */
  settle(value: T): void {
    // #region stub
    // throw new Error('TODO mini-task: Future.settle')
    // #endregion
    // #region solution
    this.#end(() => value)
    // #endregion
  }

  /** Ends it with an error. */
  fail(error: unknown): void {
    // #region stub
    // throw new Error('TODO mini-task: Future.fail')
    // #endregion
    // #region solution
    this.#end(() => {
      throw error
    })
    // #endregion
  }

  /** Has `callback` run in a turn of its own once this is done: soon, if it is done already. */
  onDone(callback: () => void): void {
    // #region stub
    // throw new Error('TODO mini-task: Future.onDone')
    // #endregion
    // #region solution
    if (this.done) getLoop().callSoon(callback)
    else this.#listeners.push(callback)
    // #endregion
  }

  /** What it was settled with; throws what it failed with. Nobody asks before it is done. */
  result(): T {
    // #region stub
    // throw new Error('TODO mini-task: Future.result')
    // #endregion
    // #region solution
    return this.#result()
    // #endregion
  }

  /** What happens at `yield* future`: waits for it, unless it is done, and hands out its result. */
  *[Symbol.iterator](): Coro<T> {
    // #region stub
    // throw new Error('TODO mini-task: Future[Symbol.iterator]')
    // #endregion
    // #region solution
    if (!this.done) yield this
    return this.#result()
    // #endregion
  }
  // #region solution

  #end(result: () => T): void {
    if (this.done) return
    this.done = true
    this.#result = result
    for (const callback of this.#listeners) getLoop().callSoon(callback)
  }
  // #endregion
}

/** Drives a coroutine on a loop, from one wait to the next, and is done when the coroutine is. */
export class Task<T> extends Future<T> {
  // #region solution
  readonly #loop: TimerLoop
  readonly #coro: Coro<T>
  #waitsFor: Future<unknown> | undefined

  // #endregion
  /** The first step is taken when its turn comes. */
  constructor(loop: TimerLoop, coro: Coro<T>) {
    super()
    // #region stub
    // throw new Error('TODO mini-task: Task')
    // #endregion
    // #region solution
    this.#loop = loop
    this.#coro = coro
    tasksOf(loop).add(this)
    loop.callSoon(() => this.step())
    // #endregion
  }

  /** Runs the coroutine to its next wait. An error is thrown into it, at the place where it waits. */
  step(error?: unknown): void {
    // #region stub
    // throw new Error('TODO mini-task: Task.step')
    // #endregion
    // #region solution
    if (this.done) return
    this.#waitsFor = undefined
    try {
      const { done, value } = error === undefined ? this.#coro.next() : this.#coro.throw(error)
      if (done) this.settle(value)
      else this.#waitFor(value)
    } catch (failure) {
      this.fail(failure)
    }
    if (this.done) tasksOf(this.#loop).delete(this)
    // #endregion
  }
  // #region solution

  #waitFor(future: Future<unknown>): void {
    this.#waitsFor = future
    future.onDone(() => {
      // An error may have come meanwhile, and the coroutine waits for something else by now.
      if (this.#waitsFor === future) this.step()
    })
  }
  // #endregion
}

/** The tasks of a loop that are not done yet. */
export function tasksOf(loop: TimerLoop): Set<Task<unknown>> {
  // #region stub
  // throw new Error('TODO mini-task: tasksOf')
  // #endregion
  // #region solution
  let tasks = unfinished.get(loop)
  if (!tasks) unfinished.set(loop, (tasks = new Set()))
  return tasks
  // #endregion
}

/** Waits for `ms` milliseconds. */
// #region solution
export function* sleep(ms: number): Coro<void> {
  const alarm = new Future<void>()
  // As in Python: no alarm is needed to let everybody else have a turn.
  if (ms <= 0) {
    alarm.settle()
    return yield alarm
  }
  const timer = getLoop().callLater(ms, () => alarm.settle())
  try {
    yield* alarm
  } finally {
    timer.cancel()
  }
}

const unfinished = new WeakMap<TimerLoop, Set<Task<unknown>>>()
// #endregion
// #region stub
// export function* sleep(ms: number): Coro<void> {
//   throw new Error('TODO mini-task: sleep')
// }
// #endregion
