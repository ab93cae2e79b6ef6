export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const values = new Map<string, { value: T }>()
  const pending = new Map<string, Promise<T>>()
  return async (key) => {
    const known = values.get(key)
    if (known) return known.value
    let flight = pending.get(key)
    if (!flight) {
      flight = (async () => {
        try {
          const value = await load(key)
          values.set(key, { value })
          return value
        } finally {
          pending.delete(key)
        }
      })()
      pending.set(key, flight)
    }
    return flight
  }
}
