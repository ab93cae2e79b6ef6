export interface Page {
  items: number[]
  next: number | null
}

export function pages(
  fetchPage: (n: number) => Promise<Page>,
  close: () => void,
): AsyncGenerator<number> {
  let items: number[] = []
  let next: number | null = 1
  let open = true
  const end = (): void => {
    if (open) close()
    open = false
    next = null
    items = []
  }
  const done: IteratorReturnResult<undefined> = { done: true, value: undefined }
  return {
    async next() {
      try {
        while (items.length === 0 && next !== null) {
          const page: Page = await fetchPage(next)
          items = [...page.items]
          next = page.next
        }
      } catch (error) {
        end()
        throw error
      }
      const [value] = items.splice(0, 1)
      if (value !== undefined) return { done: false, value }
      end()
      return done
    },
    async return() {
      end()
      return done
    },
    async throw(error: unknown) {
      end()
      throw error
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
