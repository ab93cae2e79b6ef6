/**
 * A promise that is fulfilled, with nothing, after `ms` milliseconds. When `signal` aborts before
 * that, it is rejected at once, with the signal's reason.
 */
export function sleep(ms: number, opts: { signal?: AbortSignal } = {}): Promise<void> {
  // TODO: this one hears nothing
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
