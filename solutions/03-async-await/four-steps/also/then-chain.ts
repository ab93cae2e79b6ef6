import { print, sleep } from '#kit'

export const greet = (name: string, ms: number): Promise<string> => {
  print(`hello ${name}`)
  return sleep(ms).then(() => {
    print(`bye ${name}`)
    return name
  })
}

export const run = (main: () => Promise<unknown>): Promise<void> => {
  print('begin')
  const start = Date.now()
  return main().then(
    () => print(`end ${Date.now() - start} ms`),
    (error: Error) => print(`failed: ${error.message}`),
  )
}
