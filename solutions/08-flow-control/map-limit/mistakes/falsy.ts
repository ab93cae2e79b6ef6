export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  const queue = [...items]
  let next = 0
  const worker = async () => {
    let item
    while ((item = queue.shift())) {
      const index = next++
      results[index] = await fn(item, index)
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
