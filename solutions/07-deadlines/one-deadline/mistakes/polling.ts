export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

const LOOK = 40

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const controller = new AbortController()
  const end = Date.now() + ms
  const watch = setInterval(() => {
    if (Date.now() >= end) controller.abort(new TimeoutError())
  }, LOOK)
  let done = 0
  try {
    for (const step of steps) {
      await step(controller.signal)
      done++
    }
  } finally {
    clearInterval(watch)
  }
  return done
}
