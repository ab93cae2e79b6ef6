type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

export function firstMirror<M, T>(mirrors: readonly M[], download: Download<M, T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    let failed = 0
    if (mirrors.length === 0) reject(new AggregateError([]))
    for (const mirror of mirrors) {
      download(mirror, controller.signal)
        .then((file) => {
          controller.abort()
          resolve(file)
        })
        .catch((error) => {
          failed++
          if (failed === mirrors.length) reject(error)
        })
    }
  })
}
