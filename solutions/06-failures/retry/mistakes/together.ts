export function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts }: { attempts: number; delayMs: number },
): Promise<T> {
  const tries = Array.from({ length: attempts }, (_, i) => fn(i + 1))
  return Promise.any(tries)
}
