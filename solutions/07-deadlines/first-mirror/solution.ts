/**
 * The file from the mirror that has it first; all others are told to stop. When every mirror fails,
 * an `AggregateError` with all of their errors.
 */
// #region stub
// export function firstMirror<M, T>(
//   mirrors: readonly M[],
//   download: (mirror: M, signal: AbortSignal) => Promise<T>,
// ): Promise<T> {
//   const button = new AbortController()
//   // TODO: the first *good* answer should win, and everybody else should stop
//   return Promise.race(mirrors.map((mirror) => download(mirror, button.signal)))
// }
// #endregion
// #region solution
export async function firstMirror<M, T>(
  mirrors: readonly M[],
  download: (mirror: M, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const button = new AbortController()
  try {
    return await Promise.any(mirrors.map((mirror) => download(mirror, button.signal)))
  } finally {
    button.abort()
  }
}
// #endregion
