import { promisify } from 'node:util'

const pause = promisify(setTimeout)

export async function sleep(ms: number): Promise<void> {
  await pause(ms)
}
