/**
 * One promise for many: fulfilled with all results, each in the place of its item, or rejected with
 * the first failure.
 */
export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  // #region stub
  // // TODO
  // throw new Error('gather is not built yet')
  // #endregion
  // #region solution
  return new Promise((resolve, reject) => {
    const results: T[] = []
    let missing = items.length
    if (missing === 0) resolve(results)
    items.forEach((item, index) => {
      Promise.resolve(item).then((result) => {
        results[index] = result
        missing--
        if (missing === 0) resolve(results)
      }, reject)
    })
  })
  // #endregion
}
