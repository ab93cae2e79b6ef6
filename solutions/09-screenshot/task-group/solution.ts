export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

/**
 * Calls `body` with a group, in which it may spawn children, and these may spawn more. Settles when
 * the body and all of them are over: with the body's value, or, where something failed, with the
 * failure that came first. That one also aborts the group's signal.
 */
export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  // #region stub
  // // TODO: start the children, wait for them, stop them
  // const { signal } = new AbortController()
  // return await body({ signal, spawn: () => {} })
  // #endregion
  // #region solution
  const controller = new AbortController()
  const { signal } = controller
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []

  const fail = (error: unknown): void => {
    failures.push(error)
    controller.abort()
  }
  const spawn: Group['spawn'] = (fn) => {
    const child: Promise<void> = fn(signal)
      .then(() => {}, fail)
      .finally(() => running.delete(child))
    running.add(child)
  }

  const value = await body({ signal, spawn }).catch(fail)
  // A child may have spawned another one meanwhile.
  while (running.size > 0) await Promise.all(running)
  if (failures.length > 0) throw failures[0]
  return value as T
  // #endregion
}
