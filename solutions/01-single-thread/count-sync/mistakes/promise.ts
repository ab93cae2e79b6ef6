import { print, sleep } from '#kit'

async function count(ms: number): Promise<void> {
  print('One')
  await sleep(ms)
  print('Two')
}

export async function countSync(times: number, ms: number): Promise<void> {
  for (let round = 0; round < times; round++) {
    await count(ms)
  }
}
