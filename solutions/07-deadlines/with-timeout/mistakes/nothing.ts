export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: any
  const alarm = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  const result = await Promise.race([work, alarm]).finally(() => clearTimeout(timer))
  if (result === undefined) throw new TimeoutError('timed out')
  return result
}
