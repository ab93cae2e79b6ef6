export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const results: T[] = []
    const errors: unknown[] = []
    let left = items.length
    const done = () => {
      if (left > 0) return
      if (errors.length > 0) reject(errors[0])
      else resolve(results)
    }
    done()
    items.forEach((item, i) => {
      Promise.resolve(item)
        .then((value) => {
          results[i] = value
        })
        .catch((error) => {
          errors.push(error)
        })
        .finally(() => {
          left--
          done()
        })
    })
  })
}
