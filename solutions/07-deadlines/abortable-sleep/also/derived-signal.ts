// A listener on a signal of one's own: the other has none to lose.
export const sleep = (ms: number, opts: { signal?: AbortSignal } = {}): Promise<void> => {
  const signal = AbortSignal.any(opts.signal ? [opts.signal] : [])
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
