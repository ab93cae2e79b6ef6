/** An event loop with a clock of its own: a queue of what is ready, and a list of what is due later. */
export class ToyLoop {
  /** Milliseconds on the clock of this loop. It starts at 0 and never goes back. */
  now = 0

  /** Runs `fn` soon: after whoever is running has finished, and after what was asked for before. */
  callSoon(fn: () => void): void {
    // TODO
  }

  /** Runs `fn` when `ms` milliseconds have passed on this loop's clock; of two that are due together, the one asked for first. */
  callLater(ms: number, fn: () => void): void {
    // TODO
  }

  /** Runs until nothing is left; returns how many callbacks were run. */
  run(): number {
    // TODO: what is ready goes first; when nothing is, the clock jumps to the next that is due
    return 0
  }
}
