export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const running = new Set<Promise<unknown>>()
  const value = await body({
    signal: controller.signal,
    spawn(fn) {
      const child: Promise<unknown> = fn(controller.signal)
        .catch(() => controller.abort())
        .finally(() => running.delete(child))
      running.add(child)
    },
  })
  while (running.size > 0) await Promise.all(running)
  return value
}
