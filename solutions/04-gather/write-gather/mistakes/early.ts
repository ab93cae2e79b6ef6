export async function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  const results: T[] = []
  items.forEach(async (item, i) => {
    results[i] = await item
  })
  return results
}
