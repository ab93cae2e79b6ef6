import { now } from '#kit'

export class TimeoutError extends Error {}

export async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const start = now()
  const value = await work
  if (now() - start > ms) throw new TimeoutError('too late')
  return value
}
