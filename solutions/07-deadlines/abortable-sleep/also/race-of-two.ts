export function sleep(ms: number, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  if (signal?.aborted) return Promise.reject(signal.reason)
  let timer: NodeJS.Timeout
  let listener: () => void
  const rested = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))
  const called = new Promise<void>((_, reject) => {
    listener = () => reject(signal?.reason)
    signal?.addEventListener('abort', listener)
  })
  return Promise.race([rested, called]).finally(() => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', listener)
  })
}
