// #region stub
// import { print, sleep } from '#kit'
// #endregion
// #region solution
import { now, print, sleep } from '#kit'
// #endregion

// Python:  async def greet(name, ms): … await asyncio.sleep(…)
/** Prints "hello" and the name, waits `ms` milliseconds, prints "bye" and the name; gives the name back. */
export async function greet(name: string, ms: number): Promise<string> {
  // #region stub
  // // TODO
  // return name
  // #endregion
  // #region solution
  print('hello', name)
  await sleep(ms)
  print('bye', name)
  return name
  // #endregion
}

// Python:  asyncio.run(main())
/**
 * Prints "begin", runs `main` to its end, and prints "end 1000 ms", with the time that it really took,
 * or, when `main` fails, "failed: " and the error's message. Never fails itself.
 */
export async function run(main: () => Promise<unknown>): Promise<void> {
  // #region stub
  // // TODO
  // #endregion
  // #region solution
  print('begin')
  const begunAt = now()
  try {
    await main()
    print(`end ${now() - begunAt} ms`)
  } catch (error) {
    print(`failed: ${(error as Error).message}`)
  }
  // #endregion
}
