export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = []
    let left = items.length
    if (left === 0) resolve([])
    const arrive = (i: number, value: T) => {
      results[i] = value
      left--
      if (left === 0) resolve(results)
    }
    items.forEach((item, i) => {
      if (item instanceof Promise) item.then((value) => arrive(i, value), reject)
      else arrive(i, item as T)
    })
  })
}
