import { sleep } from '#kit'

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
  attempt = 1,
): Promise<T> {
  let result: T | undefined
  try {
    result = await fn(attempt)
  } catch (error) {
    if (attempt === attempts) throw error
    await sleep(delayMs)
    retry(fn, { attempts, delayMs: delayMs * 2 }, attempt + 1)
  }
  return result as T
}
