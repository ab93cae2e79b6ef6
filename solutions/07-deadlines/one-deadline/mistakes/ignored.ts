export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new TimeoutError()), ms)
  let done = 0
  for (const step of steps) {
    try {
      await step(controller.signal)
      done++
    } catch (error) {
      if (error instanceof TimeoutError) throw error
      break
    }
  }
  clearTimeout(timer)
  return done
}
