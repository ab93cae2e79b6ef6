export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const { signal } = new AbortController()
  return body({ signal, spawn: (fn) => void fn(signal) })
}
