export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  let page: Page = { items: [], next: 1 }
  try {
    while (page.next) {
      page = await fetchPage(page.next)
      for (const item of page.items) {
        yield item
      }
    }
  } finally {
    close()
  }
}
