export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve) => {
    const out: T[] = []
    let left = items.length
    if (left === 0) resolve(out)
    items.forEach((item, i) => {
      Promise.resolve(item).then((value) => {
        out[i] = value
        left--
        if (left === 0) resolve(out)
      })
    })
  })
}
