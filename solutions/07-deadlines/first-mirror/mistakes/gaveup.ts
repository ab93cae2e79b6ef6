type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

export function firstMirror<M, T>(mirrors: readonly M[], download: Download<M, T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    const errors: unknown[] = []
    if (mirrors.length === 0) reject(new AggregateError([]))
    for (const mirror of mirrors) {
      download(mirror, controller.signal).then(
        (file) => {
          resolve(file)
          controller.abort()
        },
        (error) => {
          errors.push(error)
          if (errors.length > 1) reject(new AggregateError(errors, 'no mirror works'))
        },
      )
    }
  })
}
