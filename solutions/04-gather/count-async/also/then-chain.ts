import { setTimeout as pause } from 'node:timers/promises'

export function count(ms: number): Promise<void> {
  console.log('One')
  return pause(ms).then(() => console.log('Two'))
}

export function main(times: number, ms: number): Promise<void> {
  const counts = []
  while (counts.length < times) counts.push(count(ms))
  return Promise.all(counts).then(() => undefined)
}
