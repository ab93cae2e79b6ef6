export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  const running = new Set<Promise<void>>()
  for (const [index, item] of items.entries()) {
    if (running.size >= limit) await Promise.race(running)
    const job = fn(item, index).then((result) => {
      results[index] = result
      running.delete(job)
    })
    running.add(job)
  }
  return results
}
