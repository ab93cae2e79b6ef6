export async function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  const results: T[] = []
  let missing = items.length
  if (missing === 0) return results
  return await new Promise((resolve, reject) => {
    const fetch = async (index: number): Promise<void> => {
      try {
        results[index] = await (items[index] as T | PromiseLike<T>)
        if (--missing === 0) resolve(results)
      } catch (error) {
        reject(error)
      }
    }
    for (const index of items.keys()) void fetch(index)
  })
}
