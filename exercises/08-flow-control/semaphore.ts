/** Slots for a few jobs at a time; everybody else waits in line. */
export class Semaphore {
  constructor(slots: number) {
    // TODO
  }

  /** Runs `fn` as soon as a slot is free, first come, first served; settles as `fn` does. */
  run<T>(fn: () => Promise<T>): Promise<T> {
    // TODO
    return fn()
  }
}
