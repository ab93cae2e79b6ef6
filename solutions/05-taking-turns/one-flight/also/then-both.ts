export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const cache = new Map<string, Promise<T>>()
  return (key) => {
    let flight = cache.get(key)
    if (!flight) {
      flight = load(key).then(
        (value) => value,
        (error) => {
          cache.delete(key)
          throw error
        },
      )
      cache.set(key, flight)
    }
    return flight
  }
}
