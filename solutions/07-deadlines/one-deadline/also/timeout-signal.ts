export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

// Node's own alarm: it keeps no program alive, and its reason is not yet a TimeoutError of ours.
export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const signal = AbortSignal.timeout(ms)
  let done = 0
  try {
    for (const step of steps) {
      await step(signal)
      done++
    }
  } catch (error) {
    throw error === signal.reason ? new TimeoutError('too late', { cause: error }) : error
  }
  return done
}
