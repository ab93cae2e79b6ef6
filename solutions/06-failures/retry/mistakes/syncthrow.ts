import { sleep } from '#kit'

export function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
  i = 1,
): Promise<T> {
  return fn(i).catch(async (error) => {
    if (i === attempts) throw error
    await sleep(delayMs)
    return retry(fn, { attempts, delayMs: delayMs * 2 }, i + 1)
  })
}
