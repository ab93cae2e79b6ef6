import { print, sleep } from '#kit'

export async function greet(name: string, ms: number): Promise<string> {
  print(`hello ${name}`)
  await sleep(ms)
  print(`bye ${name}`)
  return name
}

export async function run(main: () => Promise<unknown>): Promise<void> {
  print('begin')
  const t0 = performance.now()
  let last = ''
  try {
    await main()
  } catch (error) {
    last = `failed: ${error instanceof Error ? error.message : String(error)}`
  } finally {
    print(last || `end ${Math.round(performance.now() - t0)} ms`)
  }
}
