/** What one coroutine does, step after step. Plain data: the model solution and CPython read the same. */
export type Step =
  | readonly ['sleep', number]
  /** Holds the thread. */
  | readonly ['hold', number]
  | readonly ['fail']
  /** Creates a task and goes on. */
  | readonly ['spawn', Steps]
  /** Waits for a task that was spawned later than itself: of those, the n-th, counted round. */
  | readonly ['join', number]
  /** Gathers coroutines, and of the tasks that `join` could name these. */
  | readonly ['gather', readonly Steps[], readonly number[]]
  /** Cancels a spawned task, the n-th, counted round. */
  | readonly ['cancel', number]
  /** The second catches failures, or cancellations as well; the last comes in any case. */
  | readonly ['try', Steps, 'failures' | 'everything', Steps, Steps]

export type Steps = readonly Step[]

/** What a run of a program printed, each line with its moment, e.g. `250 t3 slept`. */
export interface Answer {
  readonly lines: readonly string[]
  /** Where the five files do, knowingly, something else than asyncio: empty where they should be the same. */
  readonly unlike: readonly string[]
}
