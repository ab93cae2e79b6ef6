import { print, sleep } from '#kit'

export async function count(ms: number): Promise<void> {
  print('One')
  await sleep(ms)
  print('Two')
}

export async function main(times: number, ms: number): Promise<void> {
  for (let i = 0; i < times; i++) count(ms)
  // wait until they are finished
  await sleep(ms)
}
