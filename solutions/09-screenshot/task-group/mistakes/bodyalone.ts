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
  const controller = new AbortController()
  const children = new Set<Promise<unknown>>()
  const failures: unknown[] = []
  const track = (p: Promise<unknown>) => {
    const t: Promise<unknown> = p
      .catch((e) => {
        failures.push(e)
        controller.abort()
      })
      .then(() => children.delete(t))
    children.add(t)
  }
  let value: T
  try {
    value = await body({ signal: controller.signal, spawn: (fn) => track(fn(controller.signal)) })
  } catch (e) {
    controller.abort()
    throw e
  }
  while (children.size > 0) await Promise.all(children)
  if (failures.length > 0) throw failures[0]
  return value
}
