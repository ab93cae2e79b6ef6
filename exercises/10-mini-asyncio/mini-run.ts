import type { Clock } from './mini-loop.ts'
import type { Coro, Task } from './mini-task.ts'

/** What a coroutine experiences when its task is cancelled. */
export class CancelledError extends Error {}

/** Throws a CancelledError into the task where it waits, when its turn comes. A finished task is left alone. */
export function cancel(task: Task<unknown>): void {
  throw new Error('TODO mini-run: cancel')
}

/** Runs `main` on a loop of its own, tidies up, and comes back with what main returned. */
export function run<T>(main: Coro<T>, clock: Clock): T {
  throw new Error('TODO mini-run: run')
}
