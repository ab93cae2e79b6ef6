import { setTimeout as pause } from 'node:timers/promises'

// Node's own, whose error has the reason as its cause.
export async function sleep(ms: number, opts?: { signal?: AbortSignal }): Promise<void> {
  await pause(ms, undefined, opts)
}
