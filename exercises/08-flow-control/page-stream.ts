/** What one fetch brings: some items, and the number of the page that comes next, if any does. */
export interface Page {
  items: number[]
  next: number | null
}

/**
 * The items of all pages, beginning with page 1, one at a time: a page is fetched when its first item
 * is asked for. However the reading ends, `close` is called once.
 */
export async function* pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  const all: number[] = []
  let next: number | null = 1
  while (next !== null) {
    const page: Page = await fetchPage(next)
    all.push(...page.items)
    next = page.next
  }
  close()
  yield* all
}
