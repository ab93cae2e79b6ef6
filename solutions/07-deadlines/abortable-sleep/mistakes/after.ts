export async function sleep(ms: number, opts: { signal?: AbortSignal } = {}): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
  if (opts.signal?.aborted) throw opts.signal.reason
}
