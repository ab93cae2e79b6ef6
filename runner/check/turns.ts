/** Runs jobs one at a time, in the order they were asked for. */
export interface Turns {
  /**
   * Runs `job` when all earlier ones have ended.
   *
   * When `signal` aborts, the promise rejects with its reason at once, and the job is told through its
   * own signal, or never begins. The next job waits for it all the same.
   */
  take<T>(job: (abandoned: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Abandons all jobs, those to come too, and waits for the one that runs. */
  close(reason: Error): Promise<void>
}

export function openTurns(): Turns {
  const closing = new AbortController()
  let last: Promise<unknown> = Promise.resolve()

  return {
    take(job, signal) {
      const abandoned = new AbortController()
      const turn = last.then(() => {
        abandoned.signal.throwIfAborted()
        return job(abandoned.signal)
      })
      last = turn.catch(() => {
        // It is told to whoever took the turn.
      })
      return new Promise((resolve, reject) => {
        const sources = signal ? [closing.signal, signal] : [closing.signal]
        const abandon = (): void => {
          const reason: unknown = sources.find(({ aborted }) => aborted)?.reason
          abandoned.abort(reason)
          reject(reason instanceof Error ? reason : new Error(String(reason)))
        }
        for (const source of sources) source.addEventListener('abort', abandon)
        if (sources.some(({ aborted }) => aborted)) abandon()
        turn
          .finally(() => {
            for (const source of sources) source.removeEventListener('abort', abandon)
          })
          .then(resolve, reject)
      })
    },
    async close(reason) {
      closing.abort(reason)
      await last
    },
  }
}
