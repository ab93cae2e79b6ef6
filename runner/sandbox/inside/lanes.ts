import { send } from './channel.ts'

/** What the rewritten source calls; see `instrument`. */
export interface Lanes {
  readonly start: (name: string, line: number) => number
  readonly waiting: <T>(task: number, line: number, on: string, value?: T) => T | undefined
  readonly resumed: <T>(task: number, value?: T) => T | undefined
  readonly end: (task: number) => void
}

/** Which task is running: a stack, since a call of an async function runs at once until its first await. */
export class Tasks {
  #last = 0
  #running: number[] = []
  readonly #over: () => boolean

  /** @param over says whether the run has ended, after which nothing is told any more */
  constructor(over: () => boolean) {
    this.#over = over
  }

  get current(): number | null {
    return this.#running.at(-1) ?? null
  }

  /** A callback begins on an empty stack. */
  reset(): void {
    this.#running = []
  }

  lanesOf(file: string | undefined): Lanes {
    const site = (line: number): readonly [string, number] | null =>
      file === undefined ? null : [file, line]
    return {
      start: (name, line) => {
        const task = ++this.#last
        this.#tell(['task', task, name, this.current, site(line)])
        this.#running.push(task)
        return task
      },
      waiting: (task, line, on, value) => {
        this.#tell(['wait', task, on, site(line)])
        this.#leave(task)
        return value
      },
      resumed: (task, value) => {
        if (this.current !== task) {
          this.#tell(['resume', task])
          this.#running = [task]
        }
        return value
      },
      end: (task) => {
        this.#tell(['end', task])
        this.#leave(task)
      },
    }
  }

  #leave(task: number): void {
    const index = this.#running.lastIndexOf(task)
    if (index >= 0) this.#running.length = index
  }

  #tell(message: readonly unknown[]): void {
    if (!this.#over()) send(message)
  }
}
