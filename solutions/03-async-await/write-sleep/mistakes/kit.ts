import { sleep as nap } from '#kit'

export function sleep(ms: number): Promise<void> {
  return nap(ms)
}
