import { print, sleep } from '#kit'

// #region stub
// /** Prints One, waits `ms` milliseconds, prints Two. */
// export async function count(ms: number): Promise<void> {
//   // TODO
// }
//
// /** Runs `times` counts so that their waiting overlaps; done when the last of them is done. */
// export async function main(times: number, ms: number): Promise<void> {
//   // TODO
// }
// #endregion
// #region solution
/** Prints One, waits `ms` milliseconds, prints Two. */
export async function count(ms: number): Promise<void> {
  print('One')
  await sleep(ms)
  print('Two')
}

/** Runs `times` counts so that their waiting overlaps; done when the last of them is done. */
export async function main(times: number, ms: number): Promise<void> {
  const counts: Promise<void>[] = []
  for (let round = 0; round < times; round++) counts.push(count(ms))
  await Promise.all(counts)
}
// #endregion
