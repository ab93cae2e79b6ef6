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
export async function sleep(ms: number, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  signal?.throwIfAborted()
  await new Promise<void>((resolve) => {
    const timer = setTimeout(getUp, ms)
    signal?.addEventListener('abort', getUp)
    function getUp(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', getUp)
      resolve()
    }
  })
  signal?.throwIfAborted()
}
// #endregion
