import { print } from '#kit'

function count(ms: number, left: number): void {
  if (left === 0) return
  print('One')
  setTimeout(() => {
    print('Two')
    count(ms, left - 1)
  }, ms)
}

export function countSync(times: number, ms: number): void {
  count(ms, times)
}
