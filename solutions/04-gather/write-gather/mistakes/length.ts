export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const out: T[] = []
    if (items.length === 0) resolve(out)
    items.forEach((item, i) => {
      Promise.resolve(item).then((value) => {
        out[i] = value
        if (out.length === items.length) resolve(out)
      }, reject)
    })
  })
}
