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
  const counts = Array<number>(workers).fill(0)
  const work = (worker: number): Promise<void> =>
    channel.get().then((next) => {
      if (next.done) return undefined
      return handle(next.value, worker).then(() => {
        counts[worker - 1] = (counts[worker - 1] ?? 0) + 1
        return work(worker)
      })
    })
  const team: Promise<void>[] = []
  for (let worker = 1; worker <= workers; worker++) team.push(work(worker))
  const puts = Promise.all(jobs.map((job) => channel.put(job)))
  return puts
    .then(() => channel.close())
    .then(() => Promise.all(team))
    .then(() => counts)
}
