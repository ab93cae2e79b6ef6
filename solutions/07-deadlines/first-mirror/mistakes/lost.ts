type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

export async function firstMirror<M, T>(
  mirrors: readonly M[],
  download: Download<M, T>,
): Promise<T> {
  const controller = new AbortController()
  try {
    return await Promise.any(mirrors.map((m) => download(m, controller.signal)))
  } catch {
    throw new Error('all mirrors failed')
  } finally {
    controller.abort()
  }
}
