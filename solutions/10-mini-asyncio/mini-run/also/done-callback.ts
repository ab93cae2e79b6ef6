import { createTask } from './mini-gather.ts'
import type { Clock } from './mini-loop.ts'
import { Task, tasksOf, type Coro } from './mini-task.ts'
import { TimerLoop } from './mini-timers.ts'
import { getLoop, setLoop } from './mini/current.ts'

export class CancelledError extends Error {
  override name = 'CancelledError'
}

export const cancel = (task: Task<unknown>): void => {
  if (!task.done)
    getLoop().callLater(0, () => task.done || task.step(new CancelledError('cancelled')))
}

const isRunning = (): boolean => {
  try {
    return Boolean(getLoop())
  } catch {
    return false
  }
}

/** What became of main comes through a callback; leftovers are tidied up last come, first served. */
export const run = <T>(main: Coro<T>, clock: Clock): T => {
  if (isRunning()) throw new RangeError('there is a running loop')
  const loop = new TimerLoop(clock)
  let outcome: (() => T) | undefined
  function* watch(): Coro<void> {
    try {
      const value = yield* main
      outcome = () => value
    } catch (error) {
      outcome = () => {
        throw error
      }
    }
  }
  try {
    setLoop(loop)
    createTask(watch())
    while (outcome === undefined) turn(loop)
    for (const left of [...tasksOf(loop)].reverse()) cancel(left)
    while (tasksOf(loop).size > 0) turn(loop)
    return outcome()
  } finally {
    setLoop(null)
  }
}

function turn(loop: TimerLoop): void {
  if (!loop.runOnce()) throw new Error('Deadlock: everybody waits for somebody else')
}
