export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), ms)
  let done = 0
  try {
    for (const step of steps) {
      await step(controller.signal)
      done++
    }
  } catch {
    throw new TimeoutError('did not arrive in time')
  } finally {
    clearTimeout(timer)
  }
  return done
}
