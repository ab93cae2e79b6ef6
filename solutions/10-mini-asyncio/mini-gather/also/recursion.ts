import { Future, Task, type Coro } from './mini-task.ts'
import { getLoop } from './mini/current.ts'

export function createTask<T>(coro: Coro<T>): Task<T> {
  return new Task(getLoop(), coro)
}

/** The first one and the rest, which is a gather again. */
export function gather<T>(...items: Array<Coro<T> | Future<T>>): Future<T[]> {
  return join(items.map((item) => (item instanceof Future ? item : createTask(item))))
}

function join<T>([first, ...rest]: Future<T>[]): Future<T[]> {
  const all = new Future<T[]>()
  if (!first) {
    all.settle([])
    return all
  }
  const others = join(rest)
  let both = 2
  const half = () => {
    both--
    try {
      if (first.done) first.result()
      if (others.done) others.result()
      if (both === 0) all.settle([first.result(), ...others.result()])
    } catch (error) {
      all.fail(error)
    }
  }
  first.onDone(half)
  others.onDone(half)
  return all
}
