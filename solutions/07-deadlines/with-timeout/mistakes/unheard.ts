export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const timer = setTimeout(() => new TimeoutError('too late'), ms)
  const value = await work
  clearTimeout(timer)
  return value
}
