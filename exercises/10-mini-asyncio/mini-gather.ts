import { Future, Task, type Coro } from './mini-task.ts'

/** Has the running loop drive a coroutine, beginning with its next turn. */
export function createTask<T>(coro: Coro<T>): Task<T> {
  throw new Error('TODO mini-gather: createTask')
}

/** One future for many: their results in the order of the items, or the first failure as soon as it happens. */
export function gather<T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> {
  throw new Error('TODO mini-gather: gather')
}
