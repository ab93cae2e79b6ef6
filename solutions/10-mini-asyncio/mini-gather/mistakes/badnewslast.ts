import { Future, Task, type Coro } from './mini-task.ts'
import { getLoop } from './mini/current.ts'

export function createTask<T>(coro: Coro<T>): Task<T> {
  return new Task(getLoop(), coro)
}

export function gather<T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> {
  const futures = items.map((item) => (item instanceof Future ? item : createTask(item)))
  function* all(): Coro<T[]> {
    const results: T[] = []
    for (const future of futures) results.push(yield* future)
    return results
  }
  return createTask(all())
}
