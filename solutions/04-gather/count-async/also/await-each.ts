import { print, sleep } from '#kit'

export async function count(ms: number): Promise<void> {
  print('One')
  await sleep(ms)
  print('Two')
}

// Started in one loop, waited for in another.
export async function main(times: number, ms: number): Promise<void> {
  const counts: Promise<void>[] = []
  for (let i = 0; i < times; i++) counts.push(count(ms))
  for (const one of counts) await one
}
