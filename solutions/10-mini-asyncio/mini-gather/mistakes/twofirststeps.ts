import { Future, Task, type Coro } from './mini-task.ts'
import { getLoop } from './mini/current.ts'

/** Has the running loop drive a coroutine, beginning with its next turn. */
export function createTask<T>(coro: Coro<T>): Task<T> {
  const task = new Task(getLoop(), coro)
  task.step()
  return task
}

/** One future for many: their results in the order of the items, or the first failure as soon as it happens. */
export function gather<T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> {
  const all = new Future<T[]>()
  const futures = items.map((item) => (item instanceof Future ? item : createTask(item)))
  const results: T[] = []
  let missing = futures.length
  if (missing === 0) all.settle([])
  futures.forEach((future, i) =>
    future.onDone(() => {
      try {
        results[i] = future.result()
      } catch (e) {
        all.fail(e)
        return
      }
      if (--missing === 0) all.settle(results)
    }),
  )
  return all
}
