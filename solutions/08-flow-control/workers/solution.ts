/** A belt with room for a few, as in `bounded-queue`. */
export interface Channel<T> {
  /** Settles when the value is on the belt or handed to somebody; rejects once the belt is closed. */
  put(value: T): Promise<void>
  /** The value that was put first; waits where there is none; done when the belt is closed and empty. */
  get(): Promise<{ done: false; value: T } | { done: true }>
  /** No more will be put: whoever waits for a value hears it, whoever still waits for room is turned away. */
  close(): void
}

/** Has `workers` workers take the jobs from the channel; gives back how many each of them has done. */
export async function runWorkers<J>(
  jobs: readonly J[],
  workers: number,
  handle: (job: J, worker: number) => Promise<void>,
  channel: Channel<J>,
): Promise<number[]> {
  const work = async (worker: number): Promise<number> => {
    let handled = 0
    for (;;) {
      const next = await channel.get()
      // #region stub
      // if (!next.done) {
      //   await handle(next.value, worker)
      //   handled++
      // }
      // // TODO: and when is the day over?
      // #endregion
      // #region solution
      if (next.done) return handled
      await handle(next.value, worker)
      handled++
      // #endregion
    }
  }
  const team = Array.from({ length: workers }, (_, n) => work(n + 1))
  for (const job of jobs) await channel.put(job)
  // #region stub
  // // TODO
  // #endregion
  // #region solution
  channel.close()
  // #endregion
  return Promise.all(team)
}
