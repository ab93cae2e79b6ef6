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
  const produce = async (): Promise<void> => {
    for (const job of jobs) await channel.put(job)
    channel.close()
  }
  async function* belt(): AsyncGenerator<J> {
    for (let next = await channel.get(); !next.done; next = await channel.get()) yield next.value
  }
  const work = async (worker: number): Promise<number> => {
    let handled = 0
    for await (const job of belt()) {
      await handle(job, worker)
      handled++
    }
    return handled
  }
  const [counts] = await Promise.all([
    Promise.all(Array.from({ length: workers }, (_, n) => work(n + 1))),
    produce(),
  ])
  return counts
}
