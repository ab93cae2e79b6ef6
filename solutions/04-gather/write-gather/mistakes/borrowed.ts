export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  return Promise.all(items)
}
