/**
 * Does `work`, and cleans up on every way out: when it is done or has failed, when a signal ends us,
 * when something else does.
 *
 * `clean` takes its time, and `cleanAtOnce` is for when there is none. After a signal the thread must
 * not be held: tsx kills a program that is deaf for 60 ms.
 */
export async function cleanUpAfter<T>(
  work: () => Promise<T>,
  { clean, cleanAtOnce }: { readonly clean: () => Promise<void>; readonly cleanAtOnce: () => void },
): Promise<T> {
  let leaving = false
  const leave = (signal: NodeJS.Signals): void => {
    if (leaving) return
    leaving = true
    void clean().finally(() => {
      release()
      // Whoever started us is told the truth about how we ended.
      process.kill(process.pid, signal)
    })
  }
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, leave)
    process.off('exit', cleanAtOnce)
  }
  for (const signal of SIGNALS) process.on(signal, leave)
  process.on('exit', cleanAtOnce)
  try {
    return await work()
  } finally {
    // What fails because we leave is nobody's news; the signal ends this wait.
    if (leaving) await new Promise(() => {})
    await clean()
    release()
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
