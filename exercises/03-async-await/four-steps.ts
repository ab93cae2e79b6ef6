import { print, sleep } from '#kit'

// Python:  async def greet(name, ms): … await asyncio.sleep(…)
/** Prints "hello" and the name, waits `ms` milliseconds, prints "bye" and the name; gives the name back. */
export async function greet(name: string, ms: number): Promise<string> {
  // TODO
  return name
}

// Python:  asyncio.run(main())
/**
 * Prints "begin", runs `main` to its end, and prints "end 1000 ms", with the time that it really took,
 * or, when `main` fails, "failed: " and the error's message. Never fails itself.
 */
export async function run(main: () => Promise<unknown>): Promise<void> {
  // TODO
}
