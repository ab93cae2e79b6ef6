export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const place = next
      next++
      results[place] = await fn(items[place] as A, next)
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
