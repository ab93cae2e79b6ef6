export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  try {
    const page = await fetchPage(1)
    yield* page.items
  } finally {
    close()
  }
}
