type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

import { sleep } from '#kit'

export async function firstMirror<M, T>(
  mirrors: readonly M[],
  download: Download<M, T>,
): Promise<T> {
  const controller = new AbortController()
  const all = mirrors.map(async (mirror, i) => {
    await sleep(i * 10)
    return download(mirror, controller.signal)
  })
  try {
    return await Promise.any(all)
  } finally {
    controller.abort()
  }
}
