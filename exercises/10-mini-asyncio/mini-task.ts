import type { TimerLoop } from './mini-timers.ts'
import { getLoop } from './mini/current.ts'

/** A coroutine: a generator that yields the futures it waits for. "await x" is written `yield* x`. */
export type Coro<T> = Generator<Future<unknown>, T, void>

/** A result that is not there yet. */
export class Future<T> {
  done = false

  /** Ends it with a value. It ends only once: whatever comes after that changes nothing. */
  settle(value: T): void {
    throw new Error('TODO mini-task: Future.settle')
  }

  /** Ends it with an error. */
  fail(error: unknown): void {
    throw new Error('TODO mini-task: Future.fail')
  }

  /** Has `callback` run in a turn of its own once this is done: soon, if it is done already. */
  onDone(callback: () => void): void {
    throw new Error('TODO mini-task: Future.onDone')
  }

  /** What it was settled with; throws what it failed with. Nobody asks before it is done. */
  result(): T {
    throw new Error('TODO mini-task: Future.result')
  }

  /** What happens at `yield* future`: waits for it, unless it is done, and hands out its result. */
  *[Symbol.iterator](): Coro<T> {
    throw new Error('TODO mini-task: Future[Symbol.iterator]')
  }
}

/** Drives a coroutine on a loop, from one wait to the next, and is done when the coroutine is. */
export class Task<T> extends Future<T> {
  /** The first step is taken when its turn comes. */
  constructor(loop: TimerLoop, coro: Coro<T>) {
    super()
    throw new Error('TODO mini-task: Task')
  }

  /** Runs the coroutine to its next wait. An error is thrown into it, at the place where it waits. */
  step(error?: unknown): void {
    throw new Error('TODO mini-task: Task.step')
  }
}

/** The tasks of a loop that are not done yet. */
export function tasksOf(loop: TimerLoop): Set<Task<unknown>> {
  throw new Error('TODO mini-task: tasksOf')
}

/** Waits for `ms` milliseconds. */
export function* sleep(ms: number): Coro<void> {
  throw new Error('TODO mini-task: sleep')
}
