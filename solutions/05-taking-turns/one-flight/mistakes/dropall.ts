export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (key) => {
    let promise = known.get(key)
    if (!promise) {
      promise = load(key).finally(() => known.delete(key))
      known.set(key, promise)
    }
    return promise
  }
}
