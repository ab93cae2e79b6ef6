import { busyWait, print } from '#kit'

export const countSync = (times: number, ms: number): void => {
  if (times <= 0) return
  print('One')
  busyWait(ms)
  print('Two')
  countSync(times - 1, ms)
}
