export const firstMirror = async <M, T>(
  mirrors: readonly M[],
  download: (mirror: M, signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const downloads = mirrors.map((mirror) => {
    const button = new AbortController()
    return { button, file: download(mirror, button.signal) }
  })
  const first = Promise.any(downloads.map(async (each) => (await each.file, each)))
  return first.then(async (winner) => {
    for (const { button } of downloads) if (button !== winner.button) button.abort()
    return winner.file
  })
}
