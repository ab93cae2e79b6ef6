/** The time was up before the work had settled. */
export class TimeoutError extends Error {}

/**
 * Settles as `work` does, when that is within `ms` milliseconds; otherwise fails with a
 * {@link TimeoutError} at that moment.
 */
export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  // #region stub
  // // TODO: nobody looks at the limit
  // return work
  // #endregion
  // #region solution
  let alarm: ReturnType<typeof setTimeout> | undefined
  const timeIsUp = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => reject(new TimeoutError(`Not done within ${ms} ms`)), ms)
  })
  return Promise.race([work, timeIsUp]).finally(() => clearTimeout(alarm))
  // #endregion
}
