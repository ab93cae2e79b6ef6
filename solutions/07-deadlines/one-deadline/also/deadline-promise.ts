export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

// A promise that fails when the time is up, and a button that is pressed in the same moment.
export function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const button = new AbortController()
  let alarm: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => {
      const late = new TimeoutError()
      button.abort(late)
      reject(late)
    }, ms)
  })
  const journey = async () => {
    let done = 0
    for (const step of steps) {
      button.signal.throwIfAborted()
      await step(button.signal)
      done++
    }
    return done
  }
  return Promise.race([journey(), deadline]).finally(() => clearTimeout(alarm))
}
