// What all() does for failures it does for successes when good and bad news change places.
export function firstMirror<M, T>(
  mirrors: readonly M[],
  download: (mirror: M, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const button = new AbortController()
  const swapped = mirrors.map((mirror) =>
    download(mirror, button.signal).then(
      (file) => Promise.reject({ file }),
      (error: unknown) => error,
    ),
  )
  return Promise.all(swapped).then(
    (errors) => Promise.reject(new AggregateError(errors)),
    ({ file }: { file: T }) => {
      button.abort()
      return file
    },
  )
}
