// Every item becomes a pair of place and result; what is complete is put in order at the end.
export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  if (items.length === 0) return Promise.resolve([])
  return new Promise((resolve, reject) => {
    const arrived: { place: number; result: T }[] = []
    items.forEach((item, place) => {
      void (async () => await item)()
        .then((result) => {
          arrived.push({ place, result })
          if (arrived.length < items.length) return
          arrived.sort((one, other) => one.place - other.place)
          resolve(arrived.map(({ result }) => result))
        })
        .catch(reject)
    })
  })
}
