export class TimeoutError extends Error {}

export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new TimeoutError('timeout')), ms)
  })
}
