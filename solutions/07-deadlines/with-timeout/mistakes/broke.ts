export class TimeoutError extends Error {}

export async function withTimeout<T>(work: any, ms: number): Promise<T> {
  let timer: any
  const task = work()
  const alarm = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), ms)
  })
  return Promise.race([task, alarm]).finally(() => clearTimeout(timer))
}
