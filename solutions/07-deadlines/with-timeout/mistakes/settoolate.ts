import { sleep } from '#kit'

export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const alarm = async () => {
    await sleep(ms)
    throw new TimeoutError('too late')
  }
  return Promise.race([await work, alarm()])
}
