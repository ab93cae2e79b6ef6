import type { CheckRequest } from '../suite.ts'

/** What the thread with Vitest is told. One suite is run at a time. */
export type Order =
  | {
      readonly kind: 'run'
      /** Absolute, with forward slashes. */
      readonly suite: string
      readonly request: CheckRequest
    }
  /** Has the present run end soon: its test is told by its `signal`, and the others are skipped. */
  | { readonly kind: 'cancel' }
  /** Ends the thread that suites run in, and with it the run; the next run gets a new one. */
  | { readonly kind: 'end-run'; readonly reason: string }
  | { readonly kind: 'close' }

/** What the thread with Vitest says. */
export type News =
  | { readonly kind: 'ready' }
  /** A sign of life; `test` has just begun, or none runs. */
  | { readonly kind: 'heard'; readonly test?: string }
  | { readonly kind: 'done'; readonly result: Result }

/** What Vitest said about one suite in one run. */
export interface Result {
  /** Why the thread that suites run in ended during the run, if it did. */
  readonly death?: string
  readonly tests: readonly ResultOfTest[]
  /** Errors of the file as a whole: it could not be loaded, or one of its hooks failed. */
  readonly errors: readonly PlacedError[]
  /** Errors that belong to no test, such as rejections that nobody handled. */
  readonly escaped: readonly PlacedError[]
}

export interface ResultOfTest {
  readonly name: string
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending'
  readonly errors: readonly PlacedError[]
  readonly evidence?: unknown
}

export interface PlacedError {
  readonly name: string
  readonly message: string
  readonly finding?: unknown
  readonly place?: { readonly file: string; readonly line: number }
}
