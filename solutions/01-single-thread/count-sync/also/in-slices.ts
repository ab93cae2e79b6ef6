import { busyWait, print } from '#kit'

// Held in two pieces: the thread is never let go of in between.
function count(ms: number): void {
  print('One')
  const half = Math.floor(ms / 2)
  busyWait(half)
  busyWait(ms - half)
  print('Two')
}

export function countSync(times: number, ms: number): void {
  for (let round = 1; round <= times; round++) count(ms)
}
