export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

import { now } from '#kit'

// Every step is given what is left until the one deadline.
export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const deadline = now() + ms
  for (const step of steps) await within(step, deadline - now())
  return steps.length
}

async function within(step: Step, ms: number): Promise<void> {
  const button = new AbortController()
  const timer = setTimeout(() => button.abort(new TimeoutError('too late')), ms)
  try {
    await step(button.signal)
  } finally {
    clearTimeout(timer)
  }
}
