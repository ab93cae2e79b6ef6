import { scheduler } from 'node:timers/promises'

export async function crunch(chunks: number, work: (chunk: number) => void): Promise<void> {
  for (let chunk = 0; chunk < chunks; chunk++) {
    if (chunk > 0) await scheduler.yield()
    work(chunk)
  }
}
