export async function mapLimit<A, B>(
  items: readonly A[],
  limit: number,
  fn: (item: A, index: number) => Promise<B>,
): Promise<B[]> {
  return Promise.all(items.map((item, index) => fn(item, index)))
}
