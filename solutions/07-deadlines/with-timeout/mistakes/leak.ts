export class TimeoutError extends Error {}

export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const alarm = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new TimeoutError('timeout')), ms)
  })
  return Promise.race([work, alarm])
}
