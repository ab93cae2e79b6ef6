export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  const queue = [...items]
  const worker = async () => {
    while (queue.length > 0) {
      const item = queue.shift() as A
      const i = items.indexOf(item)
      results[i] = await fn(item, i)
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
