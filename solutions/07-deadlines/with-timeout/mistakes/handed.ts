export class TimeoutError extends Error {}

export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(new TimeoutError('too slow') as any), ms)
    work.then((value) => {
      clearTimeout(timer)
      resolve(value)
    })
  })
}
