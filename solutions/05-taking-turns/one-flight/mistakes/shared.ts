const cache = new Map<string, Promise<unknown>>()

export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  return (key) => {
    const known = cache.get(key)
    if (known) return known as Promise<T>
    const flight = load(key)
    cache.set(key, flight)
    flight.catch(() => cache.delete(key))
    return flight
  }
}
