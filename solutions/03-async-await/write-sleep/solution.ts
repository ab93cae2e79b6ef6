/** A promise that is fulfilled, with nothing, after `ms` milliseconds. The thread is free meanwhile. */
export function sleep(ms: number): Promise<void> {
  // #region stub
  // // TODO: this one never waits
  // return Promise.resolve()
  // #endregion
  // #region solution
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
  // #endregion
}
