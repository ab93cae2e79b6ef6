/** Gives back a function that loads every key once, and answers from memory after that. */
export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, T>()
  return async (key) => {
    const value = known.get(key)
    if (value !== undefined) return value
    const loaded = await load(key)
    known.set(key, loaded)
    return loaded
  }
}
