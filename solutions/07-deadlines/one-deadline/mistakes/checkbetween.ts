export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const start = Date.now()
  const controller = new AbortController()
  let done = 0
  for (const step of steps) {
    if (Date.now() - start >= ms) {
      controller.abort()
      throw new TimeoutError('too late')
    }
    await step(controller.signal)
    done++
  }
  return done
}
