export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const children: Promise<unknown>[] = []
  const spawn = (fn: (signal: AbortSignal) => Promise<unknown>) => {
    const child = fn(controller.signal)
    child.catch(() => controller.abort())
    children.push(child)
  }
  const main = body({ signal: controller.signal, spawn })
  main.catch(() => controller.abort())
  await Promise.allSettled([main])
  let results: PromiseSettledResult<unknown>[] = []
  while (results.length < children.length) results = await Promise.allSettled(children)
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return main
}
