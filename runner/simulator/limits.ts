import { HEAP_MIB } from '../sandbox.ts'
import type { LimitName } from '../trace.ts'

/** What one run may use. Counts are deterministic: the same program meets them at the same place on every machine. */
export interface Limits {
  /** Turns of the event loop after the first. */
  readonly wakeUps: number
  readonly simulatedMs: number
  readonly lines: number
  /** Characters printed. */
  readonly outputBytes: number
  readonly events: number
  /** Real ms in which a turn has to end or to say something; a run that does not is repeated once to find the line. */
  readonly silenceMs: number
  /** Real ms in which a turn has to end, whatever it says. */
  readonly turnMs: number
}

export const LIMITS: Limits = {
  wakeUps: 10_000,
  simulatedMs: 24 * 60 * 60 * 1000,
  lines: 5_000,
  outputBytes: 1_000_000,
  events: 50_000,
  silenceMs: 1_000,
  turnMs: 3_000,
}

export const allowed = (limit: LimitName, limits: Limits): number =>
  ({
    'wake-ups': limits.wakeUps,
    'simulated-time': limits.simulatedMs,
    lines: limits.lines,
    'output-bytes': limits.outputBytes,
    events: limits.events,
    memory: HEAP_MIB,
    'clock-reads': 100_000,
  })[limit]
