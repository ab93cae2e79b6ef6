/** A door for one at a time. */
export class Lock {
  /** Calls `fn` as soon as all who came before are out, and hands on what becomes of it. */
  run<T>(fn: () => T | Promise<T>): Promise<T> {
    // TODO
    return Promise.resolve(fn())
  }
}
