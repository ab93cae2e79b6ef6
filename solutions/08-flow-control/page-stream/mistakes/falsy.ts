export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  try {
    let next: number | null = 1
    while (next) {
      const page: Page = await fetchPage(next)
      for (const item of page.items) {
        if (item) yield item
      }
      next = page.next
    }
  } finally {
    close()
  }
}
