import { createTask } from './mini-gather.ts'
import type { Clock } from './mini-loop.ts'
import { tasksOf, type Coro, type Task } from './mini-task.ts'
import { TimerLoop } from './mini-timers.ts'
import { getLoop, hasLoop, setLoop } from './mini/current.ts'

export class CancelledError extends Error {}

export function cancel(task: Task<unknown>): void {
  if (task.done) return
  getLoop().callSoon(() => {
    if (!task.done) task.step(new Error('cancelled'))
  })
}

export function run<T>(main: Coro<T>, clock: Clock): T {
  if (hasLoop()) throw new Error('a loop is running already')
  const loop = new TimerLoop(clock)
  setLoop(loop)
  try {
    const task = createTask(main)
    while (!task.done) {
      if (!loop.runOnce()) throw new Error('deadlock')
    }
    const left = [...tasksOf(loop)]
    for (const other of left) cancel(other)
    while (left.some((other) => !other.done)) {
      if (!loop.runOnce()) throw new Error('deadlock')
    }
    return task.result()
  } finally {
    setLoop(null)
  }
}
