export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  const controller = new AbortController()
  let timer: any
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError('deadline')), ms)
  })
  const all = async () => {
    let done = 0
    for (const step of steps) {
      await step(controller.signal)
      done++
    }
    return done
  }
  try {
    return await Promise.race([all(), late])
  } finally {
    clearTimeout(timer)
  }
}
