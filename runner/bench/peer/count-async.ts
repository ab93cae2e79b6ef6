const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** Prints One, waits `ms` milliseconds, prints Two. */
export async function count(ms: number): Promise<void> {
  console.log('One')
  await sleep(ms)
  console.log('Two')
}

/** Runs `times` counts so that their waiting overlaps; done when the last of them is done. */
export async function main(times: number, ms: number): Promise<void> {
  await Promise.all(Array.from({ length: times }, () => count(ms)))
}
