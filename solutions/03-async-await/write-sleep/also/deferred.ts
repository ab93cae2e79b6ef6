/** A promise and the function that fulfils it, apart from each other. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

export function sleep(ms: number): Promise<void> {
  const { promise, resolve } = deferred()
  setTimeout(resolve, ms)
  return promise
}
