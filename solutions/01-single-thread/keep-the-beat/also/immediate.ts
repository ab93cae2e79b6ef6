export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  const queue = [...items]
  const step = (): void => {
    const item = queue.shift()
    if (item === undefined) return done()
    handle(item)
    setImmediate(step)
  }
  setImmediate(step)
}
