export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort()
    throw new TimeoutError('too late')
  }, ms)
  let done = 0
  for (const step of steps) {
    await step(controller.signal)
    done++
  }
  clearTimeout(timer)
  return done
}
