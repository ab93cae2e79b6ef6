export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = []
    if (items.length === 0) resolve(results)
    items.forEach((item, i) => {
      Promise.resolve(item).then((value) => {
        results[i] = value
        if (results.filter(Boolean).length === items.length) resolve(results)
      }, reject)
    })
  })
}
