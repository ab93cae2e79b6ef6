export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const running = new Set<Promise<unknown>>()
  const errors: unknown[] = []
  const value = await body({
    signal: controller.signal,
    spawn(fn) {
      const child: Promise<unknown> = fn(controller.signal)
        .catch((error) => errors.push(error))
        .finally(() => running.delete(child))
      running.add(child)
    },
  }).catch((error) => void errors.push(error))
  while (running.size > 0) await Promise.all(running)
  if (errors.length > 0) {
    controller.abort()
    throw errors[0]
  }
  return value as T
}
