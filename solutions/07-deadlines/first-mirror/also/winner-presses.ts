// The one that has it tells the others to stop.
export function firstMirror<M, T>(
  mirrors: readonly M[],
  download: (mirror: M, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const button = new AbortController()
  return Promise.any(
    mirrors.map((mirror) =>
      download(mirror, button.signal).then((file) => {
        button.abort()
        return file
      }),
    ),
  )
}
