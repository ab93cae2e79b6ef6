type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

export function firstMirror<M, T>(mirrors: readonly M[], download: Download<M, T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    const errors: unknown[] = []
    mirrors.forEach(async (mirror) => {
      try {
        const file = await download(mirror, controller.signal)
        resolve(file)
        controller.abort()
      } catch (error) {
        errors.push(error)
        if (errors.length === mirrors.length) reject(new AggregateError(errors))
      }
    })
  })
}
