import { setTimeout as pause } from 'node:timers/promises'

export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const quiet = new AbortController()
  const alarm = pause(ms, undefined, { signal: quiet.signal }).then(() => {
    throw new TimeoutError()
  })
  return Promise.race([work, alarm]).finally(() => quiet.abort()) as Promise<T>
}
