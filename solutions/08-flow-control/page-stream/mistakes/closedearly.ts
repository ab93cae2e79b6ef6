export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
    let next: number | null = 1
    while (next !== null) {
      try {
        const page: Page = await fetchPage(next)
        yield* page.items
        next = page.next
      } finally {
        close()
      }
    }
}
