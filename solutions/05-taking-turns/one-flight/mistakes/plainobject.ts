export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known: { [key: string]: Promise<T> } = {}
  return (key) => {
    if (!known[key]) {
      known[key] = load(key)
      known[key].catch(() => {
        delete known[key]
      })
    }
    return known[key]
  }
}
