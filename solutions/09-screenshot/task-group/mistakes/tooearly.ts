export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const running = new Set<Promise<unknown>>()
  let failure: { error: unknown } | undefined
  const fail = (error: unknown) => {
    failure ??= { error }
    controller.abort()
  }
  const value = await body({
    signal: controller.signal,
    spawn(fn) {
      const child: Promise<unknown> = fn(controller.signal)
        .catch(fail)
        .finally(() => running.delete(child))
      running.add(child)
    },
  }).catch(fail)
  controller.abort()
  while (running.size > 0) await Promise.all(running)
  if (failure) throw failure.error
  return value as T
}
