/** A door for one at a time. */
export class Lock {
  // #region solution
  /** Fulfilled when all who have come so far are out again. */
  #last: Promise<unknown> = Promise.resolve()

  // #endregion
  /** Calls `fn` as soon as all who came before are out, and hands on what becomes of it. */
  run<T>(fn: () => T | Promise<T>): Promise<T> {
    // #region stub
    // // TODO
    // return Promise.resolve(fn())
    // #endregion
    // #region solution
    const turn = this.#last.then(() => fn())
    // Whoever comes next waits for the end of this turn, and has nothing to do with its failure.
    this.#last = turn.catch(() => {})
    return turn
    // #endregion
  }
}
