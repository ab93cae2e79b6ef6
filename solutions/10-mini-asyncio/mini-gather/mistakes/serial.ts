import { Future, Task, type Coro } from './mini-task.ts'
import { getLoop } from './mini/current.ts'

export function createTask<T>(coro: Coro<T>): Task<T> {
  return new Task(getLoop(), coro)
}

export function gather<T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> {
  function* all(): Coro<T[]> {
    const results: T[] = []
    for (const item of items) results.push(yield* item)
    return results
  }
  return createTask(all())
}
