import { busyWait, print } from '#kit'

export function countSync(times: number, ms: number): void {
  Array.from({ length: times }).forEach(() => {
    print('One')
    busyWait(ms)
    print('Two')
  })
}
