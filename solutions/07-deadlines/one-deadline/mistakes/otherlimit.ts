export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

const LIMIT = 600

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new TimeoutError()), LIMIT)
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
