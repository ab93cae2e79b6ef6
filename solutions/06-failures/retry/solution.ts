import { sleep } from '#kit'

/** How often to try, and how long the first pause takes, in ms; each further pause takes twice as long. */
export interface RetryOptions {
  attempts: number
  delayMs: number
}

/**
 * Calls `fn` until it succeeds, `attempts` times at most, with a pause after each failure but the last;
 * fails with the last error. `fn` is told the number of the attempt, from 1.
 */
// #region stub
// export function retry<T>(
//   fn: (attempt: number) => Promise<T>,
//   { attempts, delayMs }: RetryOptions,
// ): Promise<T> {
//   // TODO: one attempt is not much
//   return fn(1)
// }
// #endregion
// #region solution
export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: RetryOptions,
): Promise<T> {
  for (let attempt = 1, pauseMs = delayMs; ; attempt++, pauseMs *= 2) {
    try {
      return await fn(attempt)
    } catch (error) {
      if (attempt >= attempts) throw error
    }
    await sleep(pauseMs)
  }
}
// #endregion
