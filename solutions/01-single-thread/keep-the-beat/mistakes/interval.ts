export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  let index = 0
  const interval = setInterval(() => {
    if (index === items.length) {
      clearInterval(interval)
      done()
      return
    }
    handle(items[index]!)
    index++
  }, 0)
}
