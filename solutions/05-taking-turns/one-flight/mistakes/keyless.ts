export function memoize<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  let p: Promise<T> | undefined
  return (key) => {
    p ??= load(key)
    return p
  }
}
