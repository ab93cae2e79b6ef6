export class TimeoutError extends Error {}

export type Step = (signal: AbortSignal) => Promise<void>

export const runWithin = (steps: readonly Step[], ms: number): Promise<number> => {
  const button = new AbortController()
  const alarm = setTimeout(() => button.abort(), ms)
  return steps
    .reduce(
      (before, step) => before.then((done) => step(button.signal).then(() => done + 1)),
      Promise.resolve(0),
    )
    .catch((error: unknown) => {
      throw button.signal.aborted ? new TimeoutError() : error
    })
    .finally(() => clearTimeout(alarm))
}
