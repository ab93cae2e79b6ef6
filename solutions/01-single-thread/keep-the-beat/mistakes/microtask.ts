export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  const step = (index: number): void => {
    if (index === items.length) return done()
    handle(items[index]!)
    queueMicrotask(() => step(index + 1))
  }
  step(0)
}
