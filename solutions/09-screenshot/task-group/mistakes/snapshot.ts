export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const children: Promise<unknown>[] = []
  let failed = false
  let first: unknown
  const fail = (error: unknown) => {
    if (!failed) first = error
    failed = true
    controller.abort()
  }
  const value = await body({
    signal: controller.signal,
    spawn: (fn) => void children.push(fn(controller.signal).catch(fail)),
  }).catch(fail)
  await Promise.all(children)
  if (failed) throw first
  return value as T
}
