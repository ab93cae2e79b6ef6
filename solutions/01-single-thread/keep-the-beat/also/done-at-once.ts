// After the last item nobody is asked to come again.
export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  if (items.length === 0) return done()
  const [first, ...rest] = items
  setTimeout(() => {
    handle(first!)
    if (rest.length === 0) done()
    else processAll(rest, handle, done)
  }, 0)
}
