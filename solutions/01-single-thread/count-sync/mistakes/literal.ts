import { busyWait, print } from '#kit'

export function countSync(times: number, ms: number): void {
  print('One')
  busyWait(1000)
  print('Two')
  print('One')
  busyWait(1000)
  print('Two')
  print('One')
  busyWait(1000)
  print('Two')
}
