/** The time was up before everything was done. */
export class TimeoutError extends Error {}

/** A piece of work that stops when its signal aborts, and then fails with the signal's reason. */
export type Step = (signal: AbortSignal) => Promise<void>

/**
 * Does one step after the other, all of them within `ms` milliseconds, and gives the number of steps
 * done. When the time is up, stops the step that is under way and fails with a {@link TimeoutError}.
 */
export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  // #region stub
  // let done = 0
  // for (const step of steps) {
  //   await withTimeout(step(new AbortController().signal), ms)
  //   done++
  // }
  // return done
  // #endregion
  // #region solution
  const button = new AbortController()
  const alarm = setTimeout(() => button.abort(new TimeoutError(`Not done within ${ms} ms`)), ms)
  try {
    let done = 0
    for (const step of steps) {
      await step(button.signal)
      done++
    }
    return done
  } finally {
    clearTimeout(alarm)
  }
  // #endregion
}
// #region stub
//
// /** Waits for `work`, but no longer than `ms` milliseconds. */
// async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
//   let alarm: ReturnType<typeof setTimeout> | undefined
//   const timeIsUp = new Promise<never>((_, reject) => {
//     alarm = setTimeout(() => reject(new TimeoutError(`Not done within ${ms} ms`)), ms)
//   })
//   return Promise.race([work, timeIsUp]).finally(() => clearTimeout(alarm))
// }
// #endregion
