export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  return new Promise((resolve, reject) => {
    const results: B[] = []
    let done = 0, next = 0
    const go = () => {
      if (next >= items.length) return
      const i = next++
      fn(items[i] as A, i).then((b) => { results[i] = b; if (++done === items.length) resolve(results); else go() }, reject)
    }
    for (let i = 0; i < limit; i++) go()
  })
}
