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
  const counts: number[] = Array(workers).fill(0)
  const work = async (worker: number) => {
    for (;;) {
      const next = await channel.get()
      if (next.done) return
      await handle(next.value, worker)
      counts[worker - 1] = (counts[worker - 1] ?? 0) + 1
    }
  }
  for (let n = 1; n <= workers; n++) work(n)
  for (const job of jobs) await channel.put(job)
  channel.close()
  return counts
}
