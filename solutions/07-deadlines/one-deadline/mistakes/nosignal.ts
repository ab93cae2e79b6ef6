export class TimeoutError extends Error {}

export type Step = (signal?: AbortSignal) => Promise<void>

export async function runWithin(steps: readonly Step[], ms: number): Promise<number> {
  let timer: any
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), ms)
  })
  try {
    let done = 0
    for (const step of steps) {
      await Promise.race([step(), late])
      done++
    }
    return done
  } finally {
    clearTimeout(timer)
  }
}
