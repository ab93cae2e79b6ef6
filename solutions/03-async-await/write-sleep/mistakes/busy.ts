import { busyWait } from '#kit'

export async function sleep(ms: number): Promise<void> {
  busyWait(ms)
}
