import { inject } from 'vitest'
import { Simulator } from '../simulator.ts'
import '../suite.ts'

/**
 * One for all suites of a worker, however often their modules are loaded anew: its sandbox is warm.
 * Submissions that are graded have a process of their own each, behind walls, which ends with them.
 */
export function simulator(): Simulator {
  const { wall, submission = '' } = inject('request')?.confined ?? {}
  const kept = keptAs(JSON.stringify(wall ?? null), () => new Simulator({}, wall))
  if (kept.submission !== submission) kept.simulator.renew()
  kept.submission = submission
  return kept.simulator
}

/**
 * For programs of ours by themselves. In a process that has run a submission, the submission could
 * overhear what they do, and change it: no code that is graded has ever been in this one.
 */
export function undisturbed(): Simulator {
  if (inject('request')?.confined === undefined) return simulator()
  return keptAs('undisturbed', () => new Simulator()).simulator
}

interface Kept {
  readonly simulator: Simulator
  /** What its process has run; empty for the learner's own loop. */
  submission: string
}

/** Outlives this module, which is loaded anew when something below it has changed. */
function keptAs(key: string, open: () => Simulator): Kept {
  const shared = globalThis as { asyncWorkbookSimulators?: Map<string, Kept> }
  const all = (shared.asyncWorkbookSimulators ??= new Map<string, Kept>())
  const kept = all.get(key) ?? { simulator: open(), submission: '' }
  all.set(key, kept)
  return kept
}
