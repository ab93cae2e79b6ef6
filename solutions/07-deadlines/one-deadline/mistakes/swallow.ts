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
    } catch (e) {
      console.log('skipped', e instanceof TimeoutError)
    }
  }
  clearTimeout(timer)
  return done
}
