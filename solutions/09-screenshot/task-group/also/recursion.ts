export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const children: Promise<void>[] = []
  let first: { error: unknown } | undefined

  async function watch(work: Promise<unknown>): Promise<void> {
    try {
      await work
    } catch (error) {
      first ??= { error }
      controller.abort(error)
    }
  }

  async function allFrom(index: number): Promise<void> {
    if (index === children.length) return
    await children[index]
    await allFrom(index + 1)
  }

  const main = body({
    signal: controller.signal,
    spawn: (fn) => void children.push(watch(fn(controller.signal))),
  })
  await watch(main)
  await allFrom(0)
  if (first) throw first.error
  return main
}
