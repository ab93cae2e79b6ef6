export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const button = new AbortController()
  const timer = setTimeout(() => button.abort(new TimeoutError()), ms)
  const from = async (index: number): Promise<number> => {
    const step = steps[index]
    if (!step) return index
    await step(button.signal)
    return from(index + 1)
  }
  return from(0).finally(() => clearTimeout(timer))
}
