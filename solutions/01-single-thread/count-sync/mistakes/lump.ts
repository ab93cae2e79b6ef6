import { busyWait, print } from '#kit'

export function countSync(times: number, ms: number): void {
  for (let round = 0; round < times; round++) {
    print('One')
  }
  busyWait(times * ms)
  for (let round = 0; round < times; round++) {
    print('Two')
  }
}
