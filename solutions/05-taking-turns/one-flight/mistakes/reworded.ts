export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const m = new Map<string, Promise<T>>()
  return async (key) => {
    if (!m.has(key)) m.set(key, load(key))
    try { return await m.get(key)! } catch (e) { m.delete(key); throw new Error("could not load " + key) }
  }
}
