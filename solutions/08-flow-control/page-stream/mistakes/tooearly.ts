export interface Page {
  items: number[]
  next: number | null
}

export function pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  const first = fetchPage(1)
  return (async function* () {
    try {
      let page = await first
      for (;;) {
        yield* page.items
        if (page.next === null) return
        page = await fetchPage(page.next)
      }
    } finally {
      close()
    }
  })()
}
