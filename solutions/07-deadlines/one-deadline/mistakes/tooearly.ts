export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  let done = 0
  for (const step of steps) {
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(new TimeoutError()), ms / (steps.length + 1))
    try {
      await step(controller.signal)
    } finally {
      clearTimeout(timer)
    }
    done++
  }
  return done
}
