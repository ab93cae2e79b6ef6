export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: any
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), ms)
  })
  try {
    return await Promise.race([work, late])
  } catch (e) {
    if (e instanceof TimeoutError) throw e
    console.error(e)
    return undefined as T
  } finally {
    clearTimeout(timer)
  }
}
