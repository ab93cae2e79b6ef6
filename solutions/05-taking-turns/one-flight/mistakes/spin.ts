export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, T>()
  const underway = new Set<string>()
  return async (key) => {
    while (underway.has(key)) await null
    if (known.has(key)) return known.get(key) as T
    underway.add(key)
    try {
      const loaded = await load(key)
      known.set(key, loaded)
      return loaded
    } finally {
      underway.delete(key)
    }
  }
}
