export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      try {
        results[index] = await fn(items[index] as A, index)
      } catch (error) {
        console.log(error)
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
