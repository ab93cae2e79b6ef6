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
    while (next !== null) {
      const page = fetchPage(next) as unknown as Page
      yield* page.items
      next = page.next
    }
  } finally {
    close()
  }
}
