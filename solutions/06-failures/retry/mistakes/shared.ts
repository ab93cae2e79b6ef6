import { sleep } from '#kit'

let attempt = 0

export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  options: { attempts: number; delayMs: number },
): Promise<T> {
  attempt++
  try {
    return await fn(attempt)
  } catch (error) {
    if (attempt >= options.attempts) throw error
    await sleep(options.delayMs * 2 ** (attempt - 1))
    return retry(fn, options)
  }
}
