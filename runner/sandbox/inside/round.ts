/**
 * One round of timers, as Node goes through it: list by list.
 *
 * Within a list Node looks at the next timer as soon as a callback has returned, and runs the
 * microtasks after that: a refresh in one of them comes too late to hold that timer back, while a
 * clear does not. Source: `listOnTimeout` in Node's `lib/internal/timers.js`.
 */
export class Round {
  readonly #lists: number[][]
  /** Cleared or refreshed: they stand in their place no more. */
  readonly #gone = new Set<number>()
  #seen: number | undefined

  /** @param lists numbers of timers; a negative one is not due */
  constructor(lists: readonly (readonly number[])[]) {
    this.#lists = lists.map((list) => [...list])
  }

  /** A timer is cleared, or refreshed. */
  leave(timer: number): void {
    this.#gone.add(timer)
  }

  /** A callback has returned; its microtasks have not run yet. */
  lookAhead(): void {
    this.#seen = this.#take()
    if (this.#seen === undefined) this.#lists.shift()
  }

  /** The timer whose turn it is; its callback may be gone. */
  next(): number | undefined {
    let timer = this.#seen
    this.#seen = undefined
    while (timer === undefined && this.#lists.length > 0) {
      timer = this.#take()
      if (timer === undefined) this.#lists.shift()
    }
    return timer
  }

  /** Takes the first timer out of the first list, if it is due. */
  #take(): number | undefined {
    const [list = []] = this.#lists
    while (list.length > 0 && this.#gone.has(Math.abs(list[0] ?? 0))) list.shift()
    return (list[0] ?? 0) > 0 ? list.shift() : undefined
  }
}
