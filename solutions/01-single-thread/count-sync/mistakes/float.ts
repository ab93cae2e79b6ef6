import { print, sleep } from '#kit'

function count(ms: number): void {
  print('One')
  sleep(ms)
  print('Two')
}

export function countSync(times: number, ms: number): void {
  for (let round = 0; round < times; round++) {
    count(ms)
  }
}
