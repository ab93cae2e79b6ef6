import { sleep } from '#kit'

export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let done = false
  let value!: T
  work.then((v) => {
    done = true
    value = v
  })
  await sleep(ms)
  if (!done) throw new TimeoutError('took too long')
  return value
}
