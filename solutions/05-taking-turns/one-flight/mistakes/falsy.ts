export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const values = new Map<string, T>()
  const flights = new Map<string, Promise<T>>()
  return async (key) => {
    const value = values.get(key)
    if (value) return value
    let flight = flights.get(key)
    if (!flight) {
      flight = load(key)
      flights.set(key, flight)
    }
    try {
      const loaded = await flight
      values.set(key, loaded)
      return loaded
    } finally {
      flights.delete(key)
    }
  }
}
