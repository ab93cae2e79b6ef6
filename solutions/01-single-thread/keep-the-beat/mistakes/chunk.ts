export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  const step = (from: number): void => {
    for (const item of items.slice(from, from + 2)) handle(item)
    if (from + 2 < items.length) setTimeout(() => step(from + 2), 0)
    else done()
  }
  step(0)
}
