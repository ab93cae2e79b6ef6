export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  const values = new Map<string, T>()
  return (key) => {
    if (values.has(key)) return Promise.resolve(values.get(key) as T)
    const pending = known.get(key)
    if (pending) return pending
    const promise = load(key)
    known.set(key, promise)
    promise.then((value) => values.set(key, value))
    promise.finally(() => known.delete(key))
    return promise
  }
}
