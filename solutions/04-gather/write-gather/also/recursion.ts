// The first item and the rest, which is gathered by the same function. Both are listened to from the start.
export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  if (items.length === 0) return Promise.resolve([])
  const [head, ...tail] = items as [T | PromiseLike<T>, ...(T | PromiseLike<T>)[]]
  const rest = gather(tail)
  return new Promise((resolve, reject) => {
    rest.catch(reject)
    Promise.resolve(head).then(
      (first) => rest.then((others) => resolve([first, ...others]), reject),
      reject,
    )
  })
}
