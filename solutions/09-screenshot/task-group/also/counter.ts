export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController()
    let atWork = 1
    let value: T
    let failure: { readonly error: unknown } | undefined
    const fail = (error: unknown): void => {
      failure ??= { error }
      controller.abort()
    }
    const leave = (): void => {
      atWork--
      if (atWork > 0) return
      if (failure) reject(failure.error)
      else resolve(value)
    }
    const group: Group = {
      signal: controller.signal,
      spawn(fn) {
        atWork++
        fn(controller.signal).catch(fail).finally(leave)
      },
    }
    body(group)
      .then((result) => void (value = result), fail)
      .finally(leave)
  })
}
