export async function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  const results: T[] = []
  for (const item of items) {
    results.push(await item)
  }
  return results
}
