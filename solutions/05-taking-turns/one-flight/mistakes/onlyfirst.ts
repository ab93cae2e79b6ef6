export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, T>()
  const loading = new Set<string>()
  return async (key) => {
    if (known.has(key)) return known.get(key) as T
    if (loading.has(key)) return undefined as T
    loading.add(key)
    try {
      const value = await load(key)
      known.set(key, value)
      return value
    } finally {
      loading.delete(key)
    }
  }
}
