/** Hands every item to `handle`, one after the other, and calls `done` after the last one. */
export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  for (const item of items) {
    handle(item)
  }
  done()
}
