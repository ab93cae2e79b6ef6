import { sleep } from '#kit'

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
): Promise<T> {
  let last: unknown
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (attempt > 1) await sleep(delayMs * 2 ** (attempt - 2))
    try {
      return await fn(attempt)
    } catch (error) {
      last = error
    }
  }
  throw last
}
