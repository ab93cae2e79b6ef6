export function sleep(ms: number): Promise<void> {
  return new Promise(() => {
    setTimeout(() => {
      // time to get up
    }, ms)
  })
}
