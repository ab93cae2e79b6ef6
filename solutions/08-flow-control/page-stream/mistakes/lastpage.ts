export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  try {
    let page = await fetchPage(1)
    while (page.next !== null) {
      yield* page.items
      page = await fetchPage(page.next)
    }
  } finally {
    close()
  }
}
