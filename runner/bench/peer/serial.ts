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

/** Runs `times` counts, each when the one before it is done. */
export async function main(times: number, ms: number): Promise<void> {
  for (let round = 0; round < times; round++) await count(ms)
}
