import { busyWait } from '#kit'

function around(first: string, pause: () => void, second: string): void {
  console.log(first)
  pause()
  console.log(second)
}

export function countSync(times: number, ms: number): void {
  for (const _ of Array(times).keys()) around('One', () => busyWait(ms), 'Two')
}
