export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  const step = (index: number): void => {
    if (index === items.length) return
    handle(items[index]!)
    setTimeout(() => step(index + 1), 0)
  }
  setTimeout(() => step(0), 0)
  done()
}
