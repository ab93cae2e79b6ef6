import { send } from './channel.ts'

/** What the rewritten source calls; see `instrument`. */
export interface Lanes {
  readonly start: (name: string, line: number) => number
  readonly waiting: <T>(task: number, line: number, on: string, value?: T) => T | undefined
  /** As `waiting`, for what a `for await` goes through; `what` is how Node names it in an error. */
  readonly iterating: <T>(task: number, line: number, on: string, what: string, value: T) => T
  readonly resumed: <T>(task: number, value?: T) => T | undefined
  /** What went through the call is on its way to the caller. */
  readonly failed: (task: number) => void
  readonly end: (task: number) => void
}

/** Which task is running: a stack, since a call of an async function runs at once until its first await. */
export class Tasks {
  #last = 0
  #failed: number | undefined
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

  /** @param OwnTypeError that of the realm in which the file runs */
  lanesOf(file: string | undefined, OwnTypeError = TypeError): Lanes {
    const site = (line: number): readonly [string, number] | null =>
      file === undefined ? null : [file, line]
    const waiting = <T>(task: number, line: number, on: string, value: T): T => {
      this.#tell(['wait', task, on, site(line)])
      this.#leave(task)
      return value
    }
    return {
      start: (name, line) => {
        const task = ++this.#last
        this.#tell(['task', task, name, this.current, site(line)])
        this.#running.push(task)
        return task
      },
      waiting: (task, line, on, value) => waiting(task, line, on, value),
      iterating: (task, line, on, what, value) => {
        // Node would name our own function in its error.
        if (!mayBeIterable(value)) throw new OwnTypeError(`${what} is not async iterable`)
        return waiting(task, line, on, value)
      },
      resumed: (task, value) => {
        if (this.current !== task) {
          this.#tell(['resume', task])
          this.#running = [task]
        }
        return value
      },
      failed: (task) => {
        this.#failed = task
      },
      end: (task) => {
        // The one call follows the other at once.
        this.#tell(this.#failed === task ? ['end', task, true] : ['end', task])
        this.#failed = undefined
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

/** What is missing altogether Node names well. */
const mayBeIterable = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  Symbol.asyncIterator in Object(value) ||
  Symbol.iterator in Object(value)
