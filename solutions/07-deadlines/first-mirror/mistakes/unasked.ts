type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

export function firstMirror<M, T>(mirrors: readonly M[], download: Download<M, T>): Promise<T> {
  const controller = new AbortController()
  const [first] = mirrors
  return first === undefined
    ? Promise.reject(new AggregateError([]))
    : download(first, controller.signal)
}
