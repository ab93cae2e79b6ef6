export class TimeoutError extends Error {}

let timer: NodeJS.Timeout

export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
