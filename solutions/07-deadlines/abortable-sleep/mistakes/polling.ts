import { now, sleep as pause } from '#kit'

export async function sleep(ms: number, opts: { signal?: AbortSignal } = {}): Promise<void> {
  const end = now() + ms
  while (now() < end) {
    if (opts.signal?.aborted) throw opts.signal.reason
    await pause(Math.min(10, end - now()))
  }
}
