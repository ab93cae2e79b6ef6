import { sleep } from '#kit'

export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const [value] = await Promise.all([work, sleep(ms)])
  return value
}
