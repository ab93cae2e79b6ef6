/** A promise that is fulfilled, with nothing, after `ms` milliseconds. The thread is free meanwhile. */
export function sleep(ms: number): Promise<void> {
  // TODO: this one never waits
  return Promise.resolve()
}
