export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new TimeoutError()), ms)
  try {
    await Promise.all(steps.map((step) => step(controller.signal)))
    return steps.length
  } finally {
    clearTimeout(timer)
  }
}
