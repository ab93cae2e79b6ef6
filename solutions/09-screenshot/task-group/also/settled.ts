export interface Group {
  /** Aborted as soon as anything in the group has failed. */
  readonly signal: AbortSignal
  /** Starts a child. It is handed the group's signal. */
  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void
}

export async function taskGroup<T>(body: (group: Group) => Promise<T>): Promise<T> {
  const group = new Tasks()
  const main = body(group)
  group.add(main)
  while (group.hasNews) await group.settle()
  if (group.failures.length > 0) throw group.failures[0]
  return main
}

class Tasks implements Group {
  readonly #controller = new AbortController()
  #all: Promise<unknown>[] = []
  #known = 0
  readonly failures: unknown[] = []

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  get hasNews(): boolean {
    return this.#known < this.#all.length
  }

  spawn(fn: (signal: AbortSignal) => Promise<unknown>): void {
    this.add(fn(this.signal))
  }

  add(task: Promise<unknown>): void {
    this.#all.push(task)
    task.then(undefined, (error: unknown) => {
      this.failures.push(error)
      this.#controller.abort()
    })
  }

  async settle(): Promise<void> {
    this.#known = this.#all.length
    await Promise.allSettled(this.#all)
  }
}
