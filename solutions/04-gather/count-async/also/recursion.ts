import { print, sleep } from '#kit'

export async function count(ms: number): Promise<void> {
  print('One')
  await sleep(ms)
  print('Two')
}

export async function main(times: number, ms: number): Promise<void> {
  if (times === 0) return
  await Promise.all([count(ms), main(times - 1, ms)])
}
