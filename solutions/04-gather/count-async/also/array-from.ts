import { print, sleep } from '#kit'

export const count = async (ms: number): Promise<void> => {
  print('One')
  await sleep(ms)
  print('Two')
}

export const main = async (times: number, ms: number): Promise<void> => {
  await Promise.all(Array.from({ length: times }, () => count(ms)))
}
