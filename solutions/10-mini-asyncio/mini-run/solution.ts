// #region stub
// import type { Clock } from './mini-loop.ts'
// import type { Coro, Task } from './mini-task.ts'
// #endregion
// #region solution
import { createTask } from './mini-gather.ts'
import type { Clock } from './mini-loop.ts'
import { tasksOf, type Coro, type Task } from './mini-task.ts'
import { TimerLoop } from './mini-timers.ts'
import { getLoop, hasLoop, setLoop } from './mini/current.ts'
// #endregion

/** What a coroutine experiences when its task is cancelled. */
export class CancelledError extends Error {}

/** Throws a CancelledError into the task where it waits, when its turn comes. A finished task is left alone. */
export function cancel(task: Task<unknown>): void {
  // #region stub
  // throw new Error('TODO mini-run: cancel')
  // #endregion
  // #region solution
  if (task.done) return
  getLoop().callSoon(() => {
    if (!task.done) task.step(new CancelledError('cancelled'))
  })
  // #endregion
}

/** Runs `main` on a loop of its own, tidies up, and comes back with what main returned. */
export function run<T>(main: Coro<T>, clock: Clock): T {
  // #region stub
  // throw new Error('TODO mini-run: run')
  // #endregion
  // #region solution
  if (hasLoop()) throw new Error('run() was called while a loop is running')
  const loop = new TimerLoop(clock)
  setLoop(loop)
  try {
    const task = createTask(main)
    turnUntilDone(loop, [task])
    const left = [...tasksOf(loop)]
    left.forEach(cancel)
    turnUntilDone(loop, left)
    return task.result()
  } finally {
    setLoop(null)
  }
  // #endregion
}
// #region solution

function turnUntilDone(loop: TimerLoop, tasks: readonly Task<unknown>[]): void {
  let missing = tasks.length
  for (const task of tasks) task.onDone(() => missing--)
  while (missing > 0) {
    if (!loop.runOnce()) throw new Error('deadlock: nothing is ready, and nothing ever will be')
  }
}
// #endregion
