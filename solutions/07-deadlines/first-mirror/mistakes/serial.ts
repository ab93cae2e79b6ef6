type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

export async function firstMirror<M, T>(
  mirrors: readonly M[],
  download: Download<M, T>,
): Promise<T> {
  const errors = []
  const controller = new AbortController()
  for (const mirror of mirrors) {
    try {
      return await download(mirror, controller.signal)
    } catch (e) {
      errors.push(e)
    }
  }
  throw new AggregateError(errors)
}
