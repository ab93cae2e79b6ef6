type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

export function firstMirror<M, T>(mirrors: readonly M[], download: Download<M, T>): Promise<T> {
  const controller = new AbortController()
  return new Promise((resolve) => {
    for (const mirror of mirrors) {
      download(mirror, controller.signal).then(
        (file) => {
          resolve(file)
          controller.abort()
        },
        () => {},
      )
    }
  })
}
