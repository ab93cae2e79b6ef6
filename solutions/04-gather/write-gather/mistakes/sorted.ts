export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return new Promise((resolve, reject) => {
    const out: T[] = []
    if (items.length === 0) resolve(out)
    for (const item of items) {
      Promise.resolve(item).then((value) => {
        out.push(value)
        if (out.length === items.length) resolve(out.sort())
      }, reject)
    }
  })
}
