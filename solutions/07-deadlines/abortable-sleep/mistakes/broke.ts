export function sleep(ms: number, opts: { signal?: any } = {}): Promise<void> {
  const { signal } = opts
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal?.off('abort', stop)
      resolve()
    }, ms)
    signal?.on('abort', stop)
  })
}
