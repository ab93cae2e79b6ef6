import type { Line } from './run.ts'
import type { Trace, Value } from './trace.ts'

/** One expectation of a suite about one run, as data. */
export type Check =
  | { readonly kind: 'print'; readonly expected: readonly Line[]; readonly ordered: boolean }
  | { readonly kind: 'print-before'; readonly first: string; readonly second: string }
  | { readonly kind: 'print-by'; readonly text: string; readonly limitMs: number }
  | { readonly kind: 'print-sequence'; readonly texts: readonly string[] }
  | { readonly kind: 'take'; readonly expectedMs: number }
  | { readonly kind: 'take-at-most'; readonly limitMs: number }
  | { readonly kind: 'leave-nothing' }
  | { readonly kind: 'return'; readonly expected: Value }
  | { readonly kind: 'reject'; readonly expected: string }
  | {
      readonly kind: 'predict'
      readonly predicted: readonly Line[]
      readonly actual: readonly Line[]
      /** Whether the moments were asked for too. */
      readonly timed: boolean
      /** It is the program's twin that was predicted. */
      readonly twin: boolean
    }

/** A run that a test made, and what the test asked of it. */
export interface RunEvidence {
  readonly trace: Trace
  /** The function that was run, as source, and its data: `npm run play` runs the same in real time. */
  readonly program: string
  readonly data: readonly Value[]
  /** Files beside the exercise's whose exports the program was given along with the kit: `fake-browser.ts`. */
  readonly tools: readonly string[]
  readonly checks: readonly { readonly check: Check; readonly holds: boolean }[]
}

/** What a test leaves for the diagnosis. */
export interface TestEvidence {
  /** The test drew its inputs from the seed. */
  readonly varied: boolean
  /** The learner's file as it was judged. */
  readonly source: string
  /** Slugs of the exercises that the learner's file imports, the nearest first. */
  readonly needs: readonly string[]
  /** It was cut short: a run of this answer had to be ended by force before, and so would this one. */
  readonly notRun: boolean
  /** The case of an exploration that the runs belong to: the smallest that does not hold. */
  readonly explored: Readonly<Record<string, Value>> | undefined
  readonly runs: readonly RunEvidence[]
}
