export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, T>()
  const lines = new Map<string, Promise<unknown>>()
  return (key) => {
    const turn = (lines.get(key) ?? Promise.resolve()).then(async () => {
      if (known.has(key)) return known.get(key) as T
      const value = await load(key)
      known.set(key, value)
      return value
    })
    lines.set(key, turn.catch(() => {}))
    return turn
  }
}
