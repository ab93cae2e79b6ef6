import { busyWait, print } from '#kit'

export function countSync(times: number, ms: number): void {
  let round = 0
  do {
    print('One')
    busyWait(ms)
    print('Two')
    round++
  } while (round < times)
}
