export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const controller: any = new AbortController()
  const timer = setTimeout(() => controller.abort(new TimeoutError()), ms)
  try {
    let done = 0
    for (const step of steps) {
      controller.throwIfAborted()
      await step(controller.signal)
      done++
    }
    return done
  } finally {
    clearTimeout(timer)
  }
}
