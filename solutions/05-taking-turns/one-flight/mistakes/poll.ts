import { sleep } from '#kit'

export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, T>()
  const failed = new Map<string, unknown>()
  const loading = new Set<string>()
  return async (key) => {
    if (known.has(key)) return known.get(key) as T
    if (loading.has(key)) {
      while (loading.has(key)) await sleep(30)
      if (failed.has(key)) throw failed.get(key)
      return known.get(key) as T
    }
    loading.add(key)
    failed.delete(key)
    try {
      const value = await load(key)
      known.set(key, value)
      return value
    } catch (error) {
      failed.set(key, error)
      throw error
    } finally {
      loading.delete(key)
    }
  }
}
