import { print } from '#kit'

function count(ms: number): void {
  print('One')
  const end = Date.now() + ms
  while (Date.now() < end) {}
  print('Two')
}

export function countSync(times: number, ms: number): void {
  for (let round = 0; round < times; round++) {
    count(ms)
  }
}
