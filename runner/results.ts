/**
 * What grading a class found: the versioned content of `results.json`, plain data from beginning to end.
 *
 * Deterministic: the same submissions, seed and version give the same results, byte for byte. What
 * differs from run to run (durations, places on this machine) is kept elsewhere.
 */
import { createHash } from 'node:crypto'
import type { ExerciseKind } from './catalogue.ts'
import { UsageError } from './errors.ts'
import type { Line } from './run.ts'
import type { Tier } from './sandbox.ts'
import type { SimulatedMs, Trace, Value } from './trace.ts'

export const RESULTS_VERSION = 1

export interface Results {
  readonly version: typeof RESULTS_VERSION
  readonly workbook: {
    /** As in package.json. */
    readonly version: string
    /** Of everything that decides about a verdict: suites, rules, runner. SHA-256, hexadecimal. */
    readonly digest: string
  }
  readonly seed: number
  readonly isolation: {
    readonly tier: Tier
    /** What stood, a phrase each: `no network`, `a process tree of its own`. */
    readonly walls: readonly string[]
  }
  /** Those that were graded, in the catalogue's order. */
  readonly exercises: readonly GradedExercise[]
  /** By id, in the order of their code units. */
  readonly submissions: readonly SubmissionResult[]
  /** On the roster, and nothing was handed in. */
  readonly missing: readonly Person[]
  /** Handed in, and nobody on the roster; empty without a roster. */
  readonly unmatched: readonly { readonly source: string; readonly why: string }[]
}

export interface GradedExercise {
  readonly slug: string
  /** Lesson number and position in it: `4.1`. */
  readonly number: string
  readonly lesson: string
  readonly lessonTitle: string
  readonly title: string
  readonly kind: ExerciseKind
  readonly points: number
}

export interface Person {
  /** What the grade book knows the person by; the roster says which column. */
  readonly id: string
  readonly name: string
  readonly email?: string
  /** Every other column of the roster, by its header: grade books need them back. */
  readonly columns?: Readonly<Record<string, string>>
}

export interface SubmissionResult {
  readonly person: Person
  /** Where it came from, below the paths that were given, with forward slashes. */
  readonly source: string
  /** SHA-256 over the names and contents of the files that were taken, hexadecimal. */
  readonly digest: string
  /** ISO 8601 with zone, where the submission or its archive says so. */
  readonly submittedAt?: string
  /** What was taken, left out, and wrong with it. */
  readonly intake: {
    readonly taken: number
    readonly ignored: number
    readonly problems: readonly string[]
  }
  readonly exercises: readonly ExerciseResult[]
  /** Sum of the exercises' points, before anything is added or taken away. */
  readonly earned: number
  readonly possible: number
  /** What the late rule and the overrides made of it, in the order in which they were applied. */
  readonly adjustments: readonly { readonly why: string; readonly points: number }[]
  /** `earned` with the adjustments, between 0 and whatever the overrides allow; rounded to 0.01. */
  readonly points: number
  /** `fault` when one of its exercises could not be judged: it has no final points then. */
  readonly status: 'graded' | 'fault'
}

export interface ExerciseResult {
  readonly exercise: string
  /**
   * `passed`, `failed` and `broken` as in a verdict; `missing`: no such file was handed in;
   * `fault`: it could not be judged, which is our doing and costs no marks.
   */
  readonly status: 'passed' | 'failed' | 'broken' | 'missing' | 'fault'
  readonly points: number
  readonly possible: number
  /** Decisions of the instructor's about this exercise, which `points` contains; absent without any. */
  readonly adjustments?: readonly { readonly why: string; readonly points: number }[]
  readonly tests: readonly { readonly name: string; readonly passed: boolean }[]
  /** The one to show first comes first. `message` may contain the learner's text: escape it. */
  readonly findings: readonly {
    readonly code: string
    readonly message: string
    readonly file?: string
    readonly line?: number
  }[]
  /** Simulated. */
  readonly elapsedMs: SimulatedMs
  /** The run that the first finding is about, for drawing; absent where there is none or it would give an answer away. */
  readonly picture?: {
    readonly test: string
    readonly expected?: readonly Line[]
    readonly ordered: boolean
    /** Its first events only, when there were very many: how many more there were is in `cut`. */
    readonly trace: Trace
    readonly cut?: number
    /** The smallest case of an exploration that goes wrong, by the names of its parts. */
    readonly explored?: Readonly<Record<string, Value>>
  }
  /** What was handed in, as text: escape it. Absent when missing or not text. */
  readonly source?: string
}

/** A file name for a person: readable, safe on every system, and no two people's are the same. */
export function fileNameOf({ id, name }: Person): string {
  const readable = `${name} ${id}`
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60)
    // What was cut in half is no letter any more, and no address either.
    .replace(/\p{Surrogate}$/u, '')
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 12)
  return `${readable || 'nobody'}-${digest}`
}

/**
 * Reads a `results.json` of this version.
 *
 * @throws UsageError `bad-results`
 */
export function readResults(text: string): Results {
  try {
    const parsed = JSON.parse(text) as Partial<Results> | null
    if (parsed?.version === RESULTS_VERSION && Array.isArray(parsed.submissions))
      return parsed as Results
  } catch {
    // Told below.
  }
  throw new UsageError('bad-results', `It is no results.json of version ${RESULTS_VERSION}`)
}
