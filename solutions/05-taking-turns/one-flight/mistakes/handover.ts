export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const values = new Map<string, T>()
  const flights = new Map<string, Promise<T>>()
  return async (key) => {
    if (values.has(key)) return values.get(key)!
    let f = flights.get(key)
    if (!f) { f = load(key); flights.set(key, f); f.then(() => flights.delete(key), () => flights.delete(key)) }
    const v = await f
    await null
    values.set(key, v)
    return v
  }
}
