export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

const controller = new AbortController()

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const timer = setTimeout(() => controller.abort(new TimeoutError()), ms)
  try {
    let done = 0
    for (const step of steps) {
      await step(controller.signal)
      done++
    }
    return done
  } finally {
    clearTimeout(timer)
  }
}
