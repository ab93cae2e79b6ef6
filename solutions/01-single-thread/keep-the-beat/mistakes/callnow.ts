export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  const step = (index: number): any => {
    if (index === items.length) return done()
    handle(items[index]!)
    setTimeout(step(index + 1), 0)
  }
  step(0)
}
