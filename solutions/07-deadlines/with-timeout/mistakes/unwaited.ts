export class TimeoutError extends Error {}

export function withTimeout<T>(work: Promise<T>, ms: number): any {
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(new TimeoutError()), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
