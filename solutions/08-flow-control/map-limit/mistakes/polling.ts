import { sleep } from '#kit'

export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  let running = 0
  const jobs: Promise<B>[] = []
  for (const [index, item] of items.entries()) {
    while (running >= limit) await sleep(5)
    running++
    jobs.push(fn(item, index).finally(() => running--))
  }
  return Promise.all(jobs)
}
