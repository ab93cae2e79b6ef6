/**
 * One promise for many: fulfilled with all results, each in the place of its item, or rejected with
 * the first failure.
 */
export function gather<T>(items: ReadonlyArray<T | PromiseLike<T>>): Promise<T[]> {
  // TODO
  throw new Error('gather is not built yet')
}
