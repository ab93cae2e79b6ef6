export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, T>()
  const waiting = new Map<string, ((value: T) => void)[]>()
  return async (key) => {
    if (known.has(key)) return known.get(key) as T
    const line = waiting.get(key)
    if (line) {
      return new Promise((resolve) => {
        line.push(resolve)
      })
    }
    const callers: ((value: T) => void)[] = []
    waiting.set(key, callers)
    try {
      const value = await load(key)
      known.set(key, value)
      for (const call of callers) call(value)
      return value
    } finally {
      waiting.delete(key)
    }
  }
}
