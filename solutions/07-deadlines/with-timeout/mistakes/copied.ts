export class TimeoutError extends Error {}

export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeoutError()), ms)
    work.then(resolve, (err) => reject(new Error(err.message))).finally(() => clearTimeout(timer))
  })
}
