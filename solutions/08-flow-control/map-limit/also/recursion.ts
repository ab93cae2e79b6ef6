export function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  let taken = 0
  const next = (): Promise<void> => {
    if (taken === items.length) return Promise.resolve()
    const mine = taken++
    return fn(items[mine] as A, mine).then((result) => {
      results[mine] = result
      return next()
    })
  }
  return Promise.all(Array.from({ length: limit }, next)).then(() => results)
}
