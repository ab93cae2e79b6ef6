export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const values = new Map<string, T>()
  const waiting = new Map<
    string,
    { resolve: (value: T) => void; reject: (error: unknown) => void }[]
  >()

  async function setOut(
    key: string,
    callers: { resolve: (value: T) => void; reject: (error: unknown) => void }[],
  ) {
    try {
      const value = await load(key)
      values.set(key, value)
      waiting.delete(key)
      for (const { resolve } of callers) resolve(value)
    } catch (error) {
      waiting.delete(key)
      for (const { reject } of callers) reject(error)
    }
  }

  return (key) =>
    new Promise<T>((resolve, reject) => {
      if (values.has(key)) {
        resolve(values.get(key) as T)
        return
      }
      const callers = waiting.get(key)
      if (callers) {
        callers.push({ resolve, reject })
        return
      }
      const first = [{ resolve, reject }]
      waiting.set(key, first)
      void setOut(key, first)
    })
}
