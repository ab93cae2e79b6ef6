import { now, print, sleep } from '#kit'

export async function greet(name: string, ms: number): Promise<string> {
  print('hello', name)
  await sleep(ms)
  print('bye', name)
  return name
}

export async function run(main: () => Promise<unknown>): Promise<void> {
  print('begin')
  const start = now()
  await main().catch(() => {})
  print(`end ${now() - start} ms`)
}
