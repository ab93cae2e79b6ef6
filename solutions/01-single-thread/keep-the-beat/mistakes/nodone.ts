export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  const step = (index: number): void => {
    handle(items[index]!)
    if (index === items.length - 1) done()
    else setTimeout(() => step(index + 1), 0)
  }
  if (items.length > 0) step(0)
}
