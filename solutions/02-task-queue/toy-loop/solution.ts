/** An event loop with a clock of its own: a queue of what is ready, and a list of what is due later. */
export class ToyLoop {
  /** Milliseconds on the clock of this loop. It starts at 0 and never goes back. */
  now = 0
  // #region solution
  #ready: (() => void)[] = []
  #waiting: { due: number; order: number; fn: () => void }[] = []
  #asked = 0
  // #endregion

  /** Runs `fn` soon: after whoever is running has finished, and after what was asked for before. */
  callSoon(fn: () => void): void {
    // #region stub
    // // TODO
    // #endregion
    // #region solution
    this.#ready.push(fn)
    // #endregion
  }

  /** Runs `fn` when `ms` milliseconds have passed on this loop's clock; of two that are due together, the one asked for first. */
  callLater(ms: number, fn: () => void): void {
    // #region stub
    // // TODO
    // #endregion
    // #region solution
    this.#waiting.push({ due: this.now + ms, order: this.#asked++, fn })
    this.#waiting.sort((a, b) => a.due - b.due || a.order - b.order)
    // #endregion
  }

  /** Runs until nothing is left; returns how many callbacks were run. */
  run(): number {
    // #region stub
    // // TODO: what is ready goes first; when nothing is, the clock jumps to the next that is due
    // return 0
    // #endregion
    // #region solution
    for (let count = 0; ; count++) {
      const fn = this.#next()
      if (!fn) return count
      fn()
    }
    // #endregion
  }
  // #region solution

  #next(): (() => void) | undefined {
    const soon = this.#ready.shift()
    if (soon) return soon
    const timer = this.#waiting.shift()
    if (timer) this.now = Math.max(this.now, timer.due)
    return timer?.fn
  }
  // #endregion
}
