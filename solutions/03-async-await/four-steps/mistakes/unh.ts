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
  try {
    await new Promise<void>((done) => {
      main().then(() => {
        print(`end ${now() - start} ms`)
        done()
      })
    })
  } catch (error) {
    print(`failed: ${(error as Error).message}`)
  }
}
