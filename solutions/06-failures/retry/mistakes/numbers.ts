import { sleep } from '#kit'

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
): Promise<T> {
  for (let i = 0; ; i++) {
    try {
      return await fn(i)
    } catch (error) {
      if (i === attempts - 1) throw error
      await sleep(delayMs * 2 ** i)
    }
  }
}
