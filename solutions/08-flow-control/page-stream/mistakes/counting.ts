export interface Page {
  items: number[]
  next: number | null
}

export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  try {
    for (let n = 1; ; n++) {
      const page = await fetchPage(n)
      yield* page.items
      if (page.next === null) return
    }
  } finally {
    close()
  }
}
