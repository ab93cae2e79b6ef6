// #region stub
// import { Future, Task, type Coro } from './mini-task.ts'
// #endregion
// #region solution
import { Future, Task, type Coro } from './mini-task.ts'
import { getLoop } from './mini/current.ts'
// #endregion

/** Has the running loop drive a coroutine, beginning with its next turn. */
export function createTask<T>(coro: Coro<T>): Task<T> {
  // #region stub
  // throw new Error('TODO mini-gather: createTask')
  // #endregion
  // #region solution
  return new Task(getLoop(), coro)
  // #endregion
}

/** One future for many: their results in the order of the items, or the first failure as soon as it happens. */
export function gather<T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> {
  // #region stub
  // throw new Error('TODO mini-gather: gather')
  // #endregion
  // #region solution
  const futures = items.map((item) => (item instanceof Future ? item : createTask(item)))
  const all = new Future<T[]>()
  const results: T[] = []
  let missing = futures.length
  if (missing === 0) all.settle(results)
  futures.forEach((future, index) => {
    future.onDone(() => {
      try {
        results[index] = future.result()
        missing--
        if (missing === 0) all.settle(results)
      } catch (error) {
        all.fail(error)
      }
    })
  })
  return all
  // #endregion
}
