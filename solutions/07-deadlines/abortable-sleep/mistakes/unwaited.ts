export async function sleep(ms: number, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  if (signal?.aborted) throw signal.reason
  const timer = setTimeout(() => {
    signal?.removeEventListener('abort', stop)
  }, ms)
  const stop = () => {
    clearTimeout(timer)
  }
  signal?.addEventListener('abort', stop)
}
