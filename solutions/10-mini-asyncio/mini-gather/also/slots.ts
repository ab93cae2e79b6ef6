import { Future, Task, type Coro } from './mini-task.ts'
import { getLoop } from './mini/current.ts'

export const createTask = <T>(coro: Coro<T>): Task<T> => new Task(getLoop(), coro)

/** Asks a finished future with its own iterator: it has nothing to wait for any more. */
export const gather = <T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> => {
  const all = new Future<T[]>()
  const slots = new Map<number, T>()
  const futures = items.map((item) => (item instanceof Future ? item : createTask(item)))
  const report = (place: number) => {
    try {
      const word = futures[place]![Symbol.iterator]().next()
      if (word.done) slots.set(place, word.value)
    } catch (error) {
      all.fail(error)
    }
    finish()
  }
  const finish = () => {
    if (slots.size === futures.length) all.settle(futures.map((_, place) => slots.get(place) as T))
  }
  futures.forEach((future, place) => future.onDone(() => report(place)))
  finish()
  return all
}
