export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  let next = 0
  async function worker() {
    while (next < items.length) {
      const index = next++
      results.push(await fn(items[index] as A, index))
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
