export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: any
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(reject, ms)
      }),
    ])
  } catch (e) {
    throw new TimeoutError('timeout')
  } finally {
    clearTimeout(timer)
  }
}
