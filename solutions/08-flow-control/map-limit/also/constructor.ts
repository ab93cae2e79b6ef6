export function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  return new Promise((resolve, reject) => {
    const results: B[] = []
    let started = 0
    let finished = 0
    const start = (): void => {
      if (finished === items.length) return resolve(results)
      while (started < items.length && started - finished < limit) {
        const index = started++
        fn(items[index] as A, index).then((result) => {
          results[index] = result
          finished++
          start()
        }, reject)
      }
    }
    start()
  })
}
