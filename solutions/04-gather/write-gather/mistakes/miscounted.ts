export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = []
    let left = items.length
    if (left === 0) resolve(results)
    items.forEach((item, i) => {
      if (typeof item === 'object' && item !== null && 'then' in item) {
        item.then((value) => {
          results[i] = value
          left--
          if (left === 0) resolve(results)
        }, reject)
      } else {
        results[i] = item
      }
    })
  })
}
