// #region stub
// /** Hands every item to `handle`, one after the other, and calls `done` after the last one. */
// export function processAll(
//   items: readonly number[],
//   handle: (item: number) => void,
//   done: () => void,
// ): void {
//   for (const item of items) {
//     handle(item)
//   }
//   done()
// }
// #endregion
// #region solution
/** Hands every item to `handle`, one after the other, and calls `done` after the last one. */
export function processAll(
  items: readonly number[],
  handle: (item: number) => void,
  done: () => void,
): void {
  const step = (index: number): void => {
    const item = items[index]
    if (item === undefined) {
      done()
      return
    }
    handle(item)
    // Whoever is due by now gets the thread before the next item does.
    setTimeout(step, 0, index + 1)
  }
  step(0)
}
// #endregion
