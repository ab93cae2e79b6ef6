import { busyWait, print } from '#kit'

// #region stub
// /** One round: prints One, lets `ms` milliseconds pass, prints Two. */
// function count(): void {
//   print('One')
//   // TODO
//   print('Two')
// }
//
// /** Runs `times` rounds, one after the other; returns when the last of them is over. */
// export function countSync(times: number, ms: number): void {
//   for (let round = 0; round < times; round++) {
//     // TODO
//   }
// }
// #endregion
// #region solution
/** One round: prints One, lets `ms` milliseconds pass, prints Two. */
function count(ms: number): void {
  print('One')
  busyWait(ms)
  print('Two')
}

/** Runs `times` rounds, one after the other; returns when the last of them is over. */
export function countSync(times: number, ms: number): void {
  for (let round = 0; round < times; round++) {
    count(ms)
  }
}
// #endregion
