let left = 0
let results: unknown[] = []

export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  results = []
  left = items.length
  return new Promise((resolve, reject) => {
    if (left === 0) resolve([])
    items.forEach((item, i) => {
      Promise.resolve(item).then((value) => {
        results[i] = value
        left--
        if (left === 0) resolve(results as T[])
      }, reject)
    })
  })
}
