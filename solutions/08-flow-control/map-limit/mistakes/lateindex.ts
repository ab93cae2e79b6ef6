export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const item = items[next++] as A
      const result = await fn(item, next - 1)
      results[next - 1] = result
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
