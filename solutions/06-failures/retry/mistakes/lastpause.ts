import { sleep } from '#kit'

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
): Promise<T> {
  let error: unknown
  let pause = delayMs
  for (let i = 1; i <= attempts; i++) {
    try {
      return await fn(i)
    } catch (e) {
      error = e
      await sleep(pause)
      pause *= 2
    }
  }
  throw error
}
