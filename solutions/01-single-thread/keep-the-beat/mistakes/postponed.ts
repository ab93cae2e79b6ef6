export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  setTimeout(() => {
    for (const item of items) {
      handle(item)
    }
    done()
  }, 0)
}
