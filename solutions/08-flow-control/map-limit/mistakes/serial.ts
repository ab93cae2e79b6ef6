export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  let index = 0
  for (const item of items) {
    results.push(await fn(item, index))
    index++
  }
  return results
}
