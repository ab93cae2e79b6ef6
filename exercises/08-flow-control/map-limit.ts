/** Calls `fn` for every item, never more than `limit` at once; results stand in the order of the items. */
export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  for (let start = 0; start < items.length; start += limit) {
    const batch = items.slice(start, start + limit)
    results.push(...(await Promise.all(batch.map((item, n) => fn(item, start + n)))))
  }
  return results
}
