import { print } from '#kit'

function count(): void {
  print('One')
  print('Two')
}

export function countSync(times: number, ms: number): void {
  for (let round = 0; round < times; round++) {
    count()
  }
}
