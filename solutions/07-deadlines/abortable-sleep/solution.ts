/**
 * A promise that is fulfilled, with nothing, after `ms` milliseconds. When `signal` aborts before
 * that, it is rejected at once, with the signal's reason.
 */
// #region stub
// export function sleep(ms: number, opts: { signal?: AbortSignal } = {}): Promise<void> {
//   // TODO: this one hears nothing
//   return new Promise((resolve) => {
//     setTimeout(resolve, ms)
//   })
// }
// #endregion
// #region solution
export function sleep(ms: number, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', getUp)
      resolve()
    }, ms)
    function getUp(): void {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', getUp, { once: true })
  })
}
// #endregion
