// Every item waits for a timer, the first one too, and so does done.
export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  let next = 0
  function step(): void {
    if (next === items.length) return done()
    handle(items[next++]!)
    setTimeout(step, 0)
  }
  setTimeout(step)
}
