import { busyWait, print } from '#kit'

export function countSync(times: number, ms: number): void {
  while (times-- > 0) {
    print('One')
    busyWait(ms)
    print('Two')
  }
}
