export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  try {
    let page: Page | undefined = await fetchPage(1)
    while (page) {
      // have the next one ready when the reader gets there
      const following: Promise<Page> | undefined =
        page.next === null ? undefined : fetchPage(page.next)
      yield* page.items
      page = await following
    }
  } finally {
    close()
  }
}
