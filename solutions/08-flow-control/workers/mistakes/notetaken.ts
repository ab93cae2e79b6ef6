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
      if (!next.done) {
        await handle(next.value, worker)
        handled++
      }
      if (next.done || next.value === undefined) return handled
    }
  }
  const team = Array.from({ length: workers }, (_, n) => work(n + 1))
  for (const job of jobs) await channel.put(job)
  for (let n = 0; n < workers; n++) await channel.put(undefined as J)
  return Promise.all(team)
}
