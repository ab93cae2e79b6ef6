export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, T>()
  let last: Promise<unknown> = Promise.resolve()
  return (key) => {
    const turn = last.then(async () => {
      if (known.has(key)) return known.get(key) as T
      const value = await load(key)
      known.set(key, value)
      return value
    })
    last = turn.catch(() => {})
    return turn
  }
}
