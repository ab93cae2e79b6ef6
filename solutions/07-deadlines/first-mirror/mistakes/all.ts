type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

export async function firstMirror<M, T>(
  mirrors: readonly M[],
  download: Download<M, T>,
): Promise<T> {
  const controller = new AbortController()
  const results = await Promise.allSettled(mirrors.map((m) => download(m, controller.signal)))
  controller.abort()
  const good = results.find((r) => r.status === 'fulfilled')
  if (good) return good.value
  throw new AggregateError(results.map((r) => r.status === 'rejected' && r.reason))
}
