export class TimeoutError extends Error {}

// A timer of a signal keeps no program alive.
export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const signal = AbortSignal.timeout(ms)
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () =>
      reject(new TimeoutError('late', { cause: signal.reason })),
    )
  })
  return Promise.race([work, late])
}
