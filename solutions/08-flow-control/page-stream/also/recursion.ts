export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  async function* from(n: number): AsyncGenerator<number> {
    const { items, next } = await fetchPage(n)
    yield* items
    if (next !== null) yield* from(next)
  }
  try {
    yield* from(1)
  } finally {
    close()
  }
}
