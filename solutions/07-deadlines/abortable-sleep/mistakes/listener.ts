export function sleep(ms: number, opts: { signal?: AbortSignal } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    if (opts.signal?.aborted) {
      reject(opts.signal.reason)
      return
    }
    const timer = setTimeout(resolve, ms)
    opts.signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(opts.signal?.reason)
      },
      { once: true },
    )
  })
}
