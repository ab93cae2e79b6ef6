import { sleep } from '#kit'

export interface RetryOptions {
  attempts: number
  delayMs: number
}

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: RetryOptions,
): Promise<T> {
  try {
    return await fn(1)
  } catch (error) {
    if (attempts === 1) throw error
    await sleep(delayMs)
    return retry(fn, { attempts: attempts - 1, delayMs: delayMs * 2 })
  }
}
