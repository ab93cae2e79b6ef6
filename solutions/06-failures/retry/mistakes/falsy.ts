import { sleep } from '#kit'

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
): Promise<T> {
  let result: T | undefined
  let error: unknown
  for (let i = 1; i <= attempts; i++) {
    try {
      result = await fn(i)
    } catch (e) {
      error = e
    }
    if (result) return result
    if (i < attempts) await sleep(delayMs * 2 ** (i - 1))
  }
  throw error
}
