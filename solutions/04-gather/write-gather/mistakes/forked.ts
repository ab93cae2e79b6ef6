export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = []
    let left = items.length
    if (left === 0) resolve(results)
    items.forEach((item, i) => {
      const promise = Promise.resolve(item)
      promise.then((value) => {
        results[i] = value
        left--
        if (left === 0) resolve(results)
      })
      promise.catch(reject)
    })
  })
}
