export interface Page {
  items: number[]
  next: number | null
}

export function pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  return new Stream(fetchPage, close).read()
}

class Stream {
  readonly #fetchPage: (n: number) => Promise<Page>
  readonly #close: () => void

  constructor(fetchPage: (n: number) => Promise<Page>, close: () => void) {
    this.#fetchPage = fetchPage
    this.#close = close
  }

  async *read(): AsyncGenerator<number> {
    try {
      for await (const page of this) yield* page.items
    } finally {
      this.#close()
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Page> {
    for (let next: number | null = 1; next !== null;) {
      const page: Page = await this.#fetchPage(next)
      yield page
      next = page.next
    }
  }
}
