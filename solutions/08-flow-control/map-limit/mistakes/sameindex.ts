export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  let i = 0
  async function worker() {
    while (i < items.length) {
      results[i] = await fn(items[i] as A, i)
      i++
    }
  }
  const workers = []
  for (let w = 0; w < limit; w++) workers.push(worker())
  await Promise.all(workers)
  return results
}
