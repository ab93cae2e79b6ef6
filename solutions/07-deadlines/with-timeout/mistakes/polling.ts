import { now, sleep } from '#kit'

export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let done = false
  work.then(
    () => (done = true),
    () => (done = true),
  )
  const end = now() + ms
  while (!done) {
    if (now() >= end) throw new TimeoutError('timeout')
    await sleep(10)
  }
  return work
}
