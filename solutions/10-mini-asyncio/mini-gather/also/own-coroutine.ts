import { Future, Task, type Coro } from './mini-task.ts'
import { getLoop } from './mini/current.ts'

export function createTask<T>(coro: Coro<T>): Task<T> {
  return new Task(getLoop(), coro)
}

/** A coroutine of its own, in a task, waits for what watchers of the items report. */
export function gather<T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> {
  const results: T[] = []
  const news = new Future<void>()
  let missing = items.length
  if (missing === 0) news.settle()

  function* watch(future: Future<T>, place: number): Coro<void> {
    try {
      results[place] = yield* future
      missing -= 1
      if (missing === 0) news.settle()
    } catch (error) {
      news.fail(error)
    }
  }
  items
    .map((item) => (item instanceof Future ? item : createTask(item)))
    .forEach((future, place) => createTask(watch(future, place)))

  function* whole(): Coro<T[]> {
    yield* news
    return results
  }
  return createTask(whole())
}
