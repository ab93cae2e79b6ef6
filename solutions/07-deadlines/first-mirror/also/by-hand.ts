export function firstMirror<M, T>(
  mirrors: readonly M[],
  download: (mirror: M, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const button = new AbortController()
    const errors: unknown[] = []
    if (mirrors.length === 0) reject(new AggregateError(errors, 'No mirrors'))
    for (const mirror of mirrors) {
      download(mirror, button.signal).then(
        (file) => {
          resolve(file)
          button.abort()
        },
        (error: unknown) => {
          errors.push(error)
          if (errors.length === mirrors.length) reject(new AggregateError(errors, 'All are down'))
        },
      )
    }
  })
}
