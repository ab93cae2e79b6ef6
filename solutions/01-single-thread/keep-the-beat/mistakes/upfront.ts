export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  items.forEach((item) => setTimeout(() => handle(item), 0))
  setTimeout(done, 0)
}
