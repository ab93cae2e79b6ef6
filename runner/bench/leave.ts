/**
 * Cleans up on every way out: when the returned function is called, when a signal ends us, when
 * something else does.
 */
export function cleanOnLeaving(clean: () => void): () => void {
  const leave = (signal: NodeJS.Signals): void => {
    release()
    // Whoever started us is told the truth about how we ended.
    process.kill(process.pid, signal)
  }
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, leave)
    process.off('exit', clean)
    clean()
  }
  for (const signal of SIGNALS) process.on(signal, leave)
  process.on('exit', clean)
  return release
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
