import { sleep } from '#kit'

interface Options {
  attempts: number
  delayMs: number
}

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: Options,
  attempt = 1,
): Promise<T> {
  try {
    return await fn(attempt)
  } catch (error) {
    if (attempt === attempts) throw error
    await sleep(delayMs)
    return retry(fn, { attempts, delayMs: delayMs * 2 }, attempt + 1)
  }
}
