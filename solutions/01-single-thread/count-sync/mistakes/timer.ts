import { print } from '#kit'

function count(ms: number): void {
  print('One')
  setTimeout(() => print('Two'), ms)
}

export function countSync(times: number, ms: number): void {
  for (let round = 0; round < times; round++) {
    count(ms)
  }
}
