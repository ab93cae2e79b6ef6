export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  async function worker(first: number) {
    for (let i = first; i < items.length; i += limit) {
      results[i] = await fn(items[i] as A, i)
    }
  }
  const workers = []
  for (let w = 0; w < limit; w++) workers.push(worker(w))
  await Promise.all(workers)
  return results
}
