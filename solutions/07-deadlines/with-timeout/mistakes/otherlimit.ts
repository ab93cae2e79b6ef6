export class TimeoutError extends Error {}

// milliseconds!
export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeoutError()), ms * 1000)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
