import type { Clock } from './mini-loop.ts'
import { Future, Task, tasksOf, type Coro } from './mini-task.ts'
import { TimerLoop } from './mini-timers.ts'
import { getLoop, hasLoop, setLoop } from './mini/current.ts'

export class CancelledError extends Error {
  constructor() {
    super('This task was cancelled')
  }
}

/** A future that fails brings the news: whoever asks to be called back by it is in line at once. */
export function cancel(task: Task<unknown>): void {
  if (task.done) return
  const news = new Future<never>()
  news.onDone(() => {
    if (!task.done) task.step(new CancelledError())
  })
  news.settle(undefined as never)
}

export function run<T>(main: Coro<T>, clock: Clock): T {
  if (hasLoop()) throw new Error('run in a run')
  const loop = new TimerLoop(clock)
  setLoop(loop)
  try {
    return new Runner(loop).complete(main)
  } finally {
    setLoop(null)
  }
}

class Runner {
  readonly #loop: TimerLoop

  constructor(loop: TimerLoop) {
    this.#loop = loop
  }

  complete<T>(main: Coro<T>): T {
    const task = new Task(this.#loop, main)
    try {
      this.#turnUntil(() => task.done)
    } finally {
      tasksOf(this.#loop).forEach(cancel)
      this.#turnUntil(() => tasksOf(this.#loop).size === 0)
    }
    return task.result()
  }

  #turnUntil(reached: () => boolean): void {
    while (!reached()) if (!this.#loop.runOnce()) throw new Error('deadlock')
  }
}
