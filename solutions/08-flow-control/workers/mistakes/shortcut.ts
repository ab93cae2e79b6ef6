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
  let next = 0
  const work = async (worker: number) => {
    let handled = 0
    while (next < jobs.length) {
      await handle(jobs[next++] as J, worker)
      handled++
    }
    return handled
  }
  const team = Array.from({ length: workers }, (_, n) => work(n + 1))
  return Promise.all(team)
}
