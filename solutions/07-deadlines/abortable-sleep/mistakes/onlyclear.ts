export function sleep(ms: number, opts: { signal?: AbortSignal } = {}): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    opts.signal?.addEventListener('abort', () => clearTimeout(timer), { once: true })
  })
}
