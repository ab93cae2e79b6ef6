/**
 * Stands in for `run`, which is the last step: puts a coroutine on a loop of its own and turns the loop
 * until it has nothing to do any more.
 *
 * This file is given; there is nothing to do in it.
 */
import { Task, type Coro } from '../mini-task.ts'
import { TimerLoop } from '../mini-timers.ts'
import { clock } from './clock.ts'
import { setLoop } from './current.ts'

/** @throws what `main` throws */
export function drive<T>(main: Coro<T>): T {
  const loop = new TimerLoop(clock)
  setLoop(loop)
  const task = new Task(loop, main)
  for (let turn = 0; turn < MOST_TURNS && loop.runOnce(); turn++);
  setLoop(null)
  // Asked for its first word, a future that is done says its last.
  const end = task[Symbol.iterator]().next()
  if (!end.done) throw new Error('main still waits, and nothing is left that could wake it')
  return end.value
}

const MOST_TURNS = 10_000
