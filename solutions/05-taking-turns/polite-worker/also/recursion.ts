import { setTimeout as pause } from 'node:timers/promises'

export function crunch(chunks: number, work: (chunk: number) => void, from = 0): Promise<void> {
  if (from === chunks) return Promise.resolve()
  work(from)
  return pause(0).then(() => crunch(chunks, work, from + 1))
}
