import { Future, Task, type Coro } from './mini-task.ts'
import { getLoop } from './mini/current.ts'

export function createTask<T>(coro: Coro<T>): Task<T> {
  return new Task(getLoop(), coro)
}

export function gather<T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> {
  return createTask(waitForAll(items))
}

function* waitForAll<T>(items: Array<Coro<T> | Future<T>>): Coro<T[]> {
  const results: T[] = []
  for (const item of items) {
    const task = item instanceof Future ? item : createTask(item)
    results.push(yield* task)
  }
  return results
}
