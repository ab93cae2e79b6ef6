export class TimeoutError extends Error {}

export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const alarm = setTimeout(() => reject(new TimeoutError()), ms)
    work.then(
      (value) => {
        clearTimeout(alarm)
        resolve(value)
      },
      (error: unknown) => {
        clearTimeout(alarm)
        reject(error)
      },
    )
  })
}
