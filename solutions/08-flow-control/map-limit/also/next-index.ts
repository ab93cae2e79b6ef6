export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results = Array<B>(items.length)
  let next = 0
  async function worker(): Promise<void> {
    while (next < items.length) {
      const index = next++
      results[index] = await fn(items[index] as A, index)
    }
  }
  const workers: Promise<void>[] = []
  for (let n = 0; n < limit; n++) workers.push(worker())
  await Promise.all(workers)
  return results
}
