import { sleep } from '#kit'

export function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts, delayMs }: { attempts: number; delayMs: number },
): Promise<T> {
  const pauses = Array.from({ length: attempts - 1 }, (_, index) => delayMs * 2 ** index)
  const first = (async () => fn(1))()
  return pauses.reduce(
    (before, ms, index) => before.catch(() => sleep(ms).then(() => fn(index + 2))),
    first,
  )
}
