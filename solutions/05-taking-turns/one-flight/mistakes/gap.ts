export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return async (key) => {
    let promise = known.get(key)
    if (!promise) {
      await Promise.resolve()
      promise = load(key)
      known.set(key, promise)
      promise.catch(() => known.delete(key))
    }
    return promise
  }
}
