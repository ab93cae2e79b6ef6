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
      error = undefined
    } catch (e) {
      error = e
    }
    if (i < attempts) await sleep(delayMs * 2 ** (i - 1))
  }
  if (error) throw error
  return result as T
}
