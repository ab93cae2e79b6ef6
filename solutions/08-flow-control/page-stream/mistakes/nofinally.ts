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
    const page: Page = await fetchPage(next)
    for (const item of page.items) yield item
    next = page.next
  }
  close()
}
