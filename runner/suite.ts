/**
 * What is asked of an exercise's suite and what it answers. Both travel between threads: plain data.
 */
import type { Wall } from './sandbox.ts'

/** What a suite is to judge; it reads this with `inject('request')`. */
export interface CheckRequest {
  /** Varied inputs are drawn from it. */
  readonly seed: number
  /** Absolute path of the folder with the learner's files, laid out `<lesson>/<slug>.ts`. */
  readonly dir: string
  /** Files to judge instead of the exercises' own: keys are `Exercise.path`, values absolute paths. */
  readonly replace: Readonly<Record<string, string>>
  /** Judged for a grade book: whose answer it is, and the walls around it. Absent in a learner's own loop. */
  readonly confined?: Confined
}

export interface Confined {
  /** Whoever differs in this never meets: each has a process of its own. */
  readonly submission: string
  readonly wall: Wall
}

/** What one run of one suite said. */
export interface SuiteReport {
  /** The exercise's slug. */
  readonly exercise: string
  /** In the order of the file; a test that was skipped is not among them. */
  readonly tests: readonly SuiteTest[]
  /**
   * What kept the suite from judging, in one sentence; such a run says nothing about the learner.
   * The file could not be loaded, no test ran, a hook failed, the worker died …
   */
  readonly fault: string | undefined
  /** Real ms from the start of the run to its report. */
  readonly wallMs: number
}

export interface SuiteTest {
  readonly name: string
  readonly passed: boolean
  /** Empty when passed. */
  readonly errors: readonly SuiteError[]
  /** What the suite left in `task.meta.evidence`. */
  readonly evidence: unknown
}

export interface SuiteError {
  readonly name: string
  readonly message: string
  /** What the suite attached to the error as its own property `finding`. */
  readonly finding?: unknown
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Absent under plain `npx vitest`, where nobody asks for anything in particular. */
    request?: CheckRequest
  }
  interface TaskMeta {
    evidence?: unknown
  }
}
