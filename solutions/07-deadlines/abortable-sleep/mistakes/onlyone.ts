export function sleep(ms: number, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const timer = setTimeout(() => {
      if (signal) signal.onabort = null
      resolve()
    }, ms)
    if (signal) {
      signal.onabort = () => {
        clearTimeout(timer)
        reject(signal.reason)
      }
    }
  })
}
