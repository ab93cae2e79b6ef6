// #region stub
// /** Slots for a few jobs at a time; everybody else waits in line. */
// export class Semaphore {
//   constructor(slots: number) {
//     // TODO
//   }
//
//   /** Runs `fn` as soon as a slot is free, first come, first served; settles as `fn` does. */
//   run<T>(fn: () => Promise<T>): Promise<T> {
//     // TODO
//     return fn()
//   }
// }
// #endregion
// #region solution
/** Slots for a few jobs at a time; everybody else waits in line. */
export class Semaphore {
  readonly #line: (() => void)[] = []
  #free: number

  constructor(slots: number) {
    this.#free = slots
  }

  /** Runs `fn` as soon as a slot is free, first come, first served; settles as `fn` does. */
  async run<T>(fn: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((myTurn) => this.#line.push(myTurn))
    try {
      return await fn()
    } finally {
      this.#leave()
    }
  }

  /** The slot goes to the next in line without being free in between; nobody can slip in. */
  #leave(): void {
    const next = this.#line.shift()
    if (next) next()
    else this.#free++
  }
}
// #endregion
