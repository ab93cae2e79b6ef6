let next: number | null = 1
export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  try {
    while (next !== null) {
      const page: Page = await fetchPage(next)
      yield* page.items
      next = page.next
    }
  } finally {
    close()
  }
}
