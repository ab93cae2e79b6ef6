export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const m = new Map<string, Promise<T>>()
  return async (key): Promise<never> => {
    if (!m.has(key)) m.set(key, load(key))
    await m.get(key)
    return undefined as never
  }
}
