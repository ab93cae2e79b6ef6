import { setTimeout as pause } from 'node:timers/promises'

export const retry = <T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
): Promise<T> => {
  const attempt = (n: number): Promise<T> =>
    new Promise<T>((resolve) => resolve(fn(n))).catch((error: unknown) => {
      if (n >= attempts) throw error
      return pause(delayMs * 2 ** (n - 1)).then(() => attempt(n + 1))
    })
  return attempt(1)
}
