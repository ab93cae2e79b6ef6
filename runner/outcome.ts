import type { SimulatedMs, Trace } from './trace.ts'
import type { ExpectedLine } from './timeline.ts'

/** One thing that is wrong, in a teacher's words. */
export interface Finding {
  /** `<slug>/<key>` of an exercise's own table, or a key of the general catalogue. */
  readonly code: string
  readonly message: string
  /** Where to look, when a line is to blame. `file` is a name such as `count-async.ts`. */
  readonly file?: string
  readonly line?: number
}

/** What was expected against what happened, for drawing. */
export interface Comparison {
  readonly test: string
  readonly expected: readonly ExpectedLine[] | undefined
  /** Whether the order of lines at the same moment counts. */
  readonly ordered: boolean
  readonly trace: Trace
}

/** The answer to one check of one exercise. */
export interface Verdict {
  readonly version: 1
  readonly event: 'verdict'
  readonly exercise: string
  readonly status: 'passed' | 'failed' | 'broken'
  /** The one to show first comes first; empty when passed. */
  readonly findings: readonly Finding[]
  /** Simulated ms of the suite's first run, from its beginning until nothing was left. */
  readonly elapsedMs: SimulatedMs
  /** Real ms from asking to answer. */
  readonly wallMs: number
  /** Repeats the varied inputs: `--seed`. */
  readonly seed: number
  readonly tests: readonly { readonly name: string; readonly passed: boolean }[]
  /** The run that the first finding is about; when passed, the suite's first run. */
  readonly comparison: Comparison | undefined
}
