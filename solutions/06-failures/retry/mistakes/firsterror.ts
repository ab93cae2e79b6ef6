import { sleep } from '#kit'

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
): Promise<T> {
  let first: unknown
  for (let i = 1; i <= attempts; i++) {
    try {
      return await fn(i)
    } catch (error) {
      first ??= error
      if (i < attempts) await sleep(delayMs * 2 ** (i - 1))
    }
  }
  throw first
}
