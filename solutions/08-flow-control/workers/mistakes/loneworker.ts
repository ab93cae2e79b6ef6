export interface Channel<T> {
  put(value: T): Promise<void>
  get(): Promise<{ done: false; value: T } | { done: true }>
  close(): void
}

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
      if (next.done) return handled
      await handle(next.value, worker)
      handled++
    }
  }
  const team = Array.from({ length: 1 }, (_, n) => work(n + 1))
  for (const job of jobs) await channel.put(job)
  channel.close()
  return Promise.all(team)
}
