export interface Page {
  items: number[]
  next: number | null
}

export async function pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): Promise<number[]> {
  const all: number[] = []
  let next: number | null = 1
  while (next !== null) {
    const page: Page = await fetchPage(next)
    all.push(...page.items)
    next = page.next
  }
  close()
  return all
}
