export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const out: T[] = []
    let left = items.length
    items.forEach((item, i) => {
      Promise.resolve(item).then((value) => {
        out[i] = value
        left -= 1
        if (left === 0) resolve(out)
      }, reject)
    })
  })
}
