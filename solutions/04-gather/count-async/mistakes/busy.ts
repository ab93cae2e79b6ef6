import { busyWait, print } from '#kit'

export async function count(ms: number): Promise<void> {
  print('One')
  busyWait(ms)
  print('Two')
}

export async function main(times: number, ms: number): Promise<void> {
  await Promise.all(Array.from({ length: times }, () => count(ms)))
}
