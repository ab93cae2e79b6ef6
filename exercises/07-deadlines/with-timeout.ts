/** The time was up before the work had settled. */
export class TimeoutError extends Error {}

/**
 * Settles as `work` does, when that is within `ms` milliseconds; otherwise fails with a
 * {@link TimeoutError} at that moment.
 */
export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  // TODO: nobody looks at the limit
  return work
}
