import type { Finding, Verdict } from '../outcome.ts'

/** A verdict as `--json` prints it: without the drawing's data. */
export interface VerdictLine {
  readonly version: 1
  readonly event: 'verdict'
  readonly exercise: string
  readonly status: Verdict['status']
  readonly findings: readonly Finding[]
  readonly elapsedMs: number
  readonly wallMs: number
  readonly seed: number
}

export function verdictLine(verdict: Verdict): VerdictLine {
  const { version, event, exercise, status, findings, elapsedMs, wallMs, seed } = verdict
  const rounded = Math.round(wallMs * 10) / 10
  return { version, event, exercise, status, findings, elapsedMs, wallMs: rounded, seed }
}
