import { Future, Task, type Coro } from './mini-task.ts'
import { getLoop } from './mini/current.ts'

export function createTask<T>(coro: Coro<T>): Task<T> {
  return new Task(getLoop(), coro)
}

export function gather<T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> {
  const futures = items.map((item) => (item instanceof Future ? item : createTask(item)))
  const all = new Future<T[]>()
  const results: T[] = []
  let missing = futures.length
  if (missing === 0) all.settle([])
  futures.forEach((future, index) => {
    future.onDone(() => {
      try {
        results[index] = future.result()
      } catch (error) {
        all.fail(error)
        return
      }
      if (missing === 0) all.settle(results)
      missing -= 1
    })
  })
  return all
}
