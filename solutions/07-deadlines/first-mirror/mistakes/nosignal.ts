type Download<M, T> = (mirror: M, signal: AbortSignal) => Promise<T>

export function firstMirror<M, T>(
  mirrors: readonly M[],
  download: (mirror: M, signal?: any) => Promise<T>,
): Promise<T> {
  return Promise.any(mirrors.map((mirror) => download(mirror)))
}
