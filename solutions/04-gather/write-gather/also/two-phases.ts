// First everybody is listened to, then the results are collected one by one.
export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const promises = items.map(async (item) => item)
    for (const promise of promises) promise.catch(reject)
    const collect = async (): Promise<T[]> => {
      const results: T[] = []
      for (const promise of promises) results.push(await promise)
      return results
    }
    collect().then(resolve, reject)
  })
}
