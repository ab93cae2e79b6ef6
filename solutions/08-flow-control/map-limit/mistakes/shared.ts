let next = 0
export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await fn(items[index] as A, index)
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
