export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const promises = items.map(fn)
  const results: B[] = []
  for (let start = 0; start < items.length; start += limit) {
    results.push(...(await Promise.all(promises.slice(start, start + limit))))
  }
  return results
}
