/** How Node's older functions answer: first what went wrong, or `null`; then the value. */
export type Callback<T> = (err: Error | null, value?: T) => void

/** Calls `task` at once, with a callback; gives a promise of what the callback is told. */
export function fromCallback<T>(task: (cb: Callback<T>) => void): Promise<T> {
  throw new Error('TODO')
}
