export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const children: Promise<unknown>[] = []
  try {
    const value = await body({
      signal: controller.signal,
      spawn: (fn) => void children.push(fn(controller.signal)),
    })
    let seen = 0
    while (seen < children.length) {
      seen = children.length
      await Promise.all(children)
    }
    return value
  } catch (error) {
    controller.abort()
    throw error
  }
}
