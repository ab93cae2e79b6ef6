import { sleep } from '#kit'

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
): Promise<T> {
  for (let i = 1; ; i++) {
    const pause = sleep(delayMs * 2 ** (i - 1))
    try {
      return await fn(i)
    } catch (error) {
      if (i === attempts) throw error
      await pause
    }
  }
}
