/**
 * What a run left behind: everything the trusted side saw, each with its simulated moment.
 *
 * A trace is plain data. The suites, the diagnosis, the drawings and the reports are functions
 * of traces, and nothing in a trace is trusted: text is escaped wherever it is shown.
 */

/** Simulated milliseconds since the run began; whole numbers, never decreasing within a trace. */
export type SimulatedMs = number & { readonly __unit: 'simulated ms' }

export const simulatedMs = (ms: number): SimulatedMs => ms as SimulatedMs

/** Version of the trace's shape, raised when a reader of the old shape would misread the new one. */
export const TRACE_VERSION = 1

/** A place in one of the exercise's own files. */
export interface Site {
  readonly file: string
  /** 1-based. */
  readonly line: number
}

/** An error as the sandbox described it. `name` and `message` are the learner's text. */
export interface Failure {
  readonly name: string
  readonly message: string
  readonly site?: Site
}

/**
 * A value that left the sandbox, as plain data.
 *
 * What JSON cannot carry arrives as a {@link Unportable}: `undefined`, a function, a promise …
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value }
  | Unportable
  | undefined

/** Stands for something that cannot leave the sandbox, e.g. `{ unportable: 'a pending promise' }`. */
export interface Unportable {
  readonly unportable: string
}

interface Stamped {
  readonly at: SimulatedMs
  /** The task that was running, where one was. */
  readonly task?: number
  readonly site?: Site
}

export type TimerKind = 'timeout' | 'interval' | 'immediate'

export interface Printed extends Stamped {
  readonly kind: 'printed'
  readonly text: string
}

/** One call of an async function began. Every call is a task with a lane of its own. */
export interface TaskStarted extends Stamped {
  readonly kind: 'task-started'
  /** The number of the new task; counts from 1. `parent` is the task that made the call. */
  readonly task: number
  readonly name: string
  readonly parent?: number
}

/** The task reached an `await` and gave the thread back; `on` is the awaited expression's text. */
export interface TaskWaiting extends Stamped {
  readonly kind: 'task-waiting'
  readonly task: number
  readonly on: string
}

export interface TaskResumed extends Stamped {
  readonly kind: 'task-resumed'
  readonly task: number
}

export interface TaskEnded extends Stamped {
  readonly kind: 'task-ended'
  readonly task: number
  /** It threw; absent where it returned. */
  readonly failed?: true
}

export interface TimerSet extends Stamped {
  readonly kind: 'timer-set'
  readonly timer: number
  readonly timerKind: TimerKind
  /** As Node counts it: below 1 is 1; 0 for an immediate. */
  readonly delayMs: number
  /** It does not keep the program alive: `unref()`, `AbortSignal.timeout`. Absent where it does. */
  readonly unreferenced?: true
}

export interface TimerFired extends Stamped {
  readonly kind: 'timer-fired'
  readonly timer: number
}

export interface TimerCleared extends Stamped {
  readonly kind: 'timer-cleared'
  readonly timer: number
}

/** The thread was held from `at` to `at + ms`: time moved, nothing else ran. */
export interface ThreadHeld extends Stamped {
  readonly kind: 'thread-held'
  readonly ms: number
}

/** A promise was rejected and nobody was listening when Node looked. */
export interface RejectionUnobserved extends Stamped {
  readonly kind: 'rejection-unobserved'
  readonly failure: Failure
}

/** The program handed to `simulate` settled: it returned, or the promise it returned did. */
export interface Settled extends Stamped {
  readonly kind: 'settled'
  readonly result:
    | { readonly kind: 'fulfilled'; readonly value: Value }
    | { readonly kind: 'rejected'; readonly failure: Failure }
}

export type TraceEvent =
  | Printed
  | TaskStarted
  | TaskWaiting
  | TaskResumed
  | TaskEnded
  | TimerSet
  | TimerFired
  | TimerCleared
  | ThreadHeld
  | RejectionUnobserved
  | Settled

/** What a run may not exceed. */
export type LimitName =
  | 'wake-ups'
  | 'simulated-time'
  | 'lines'
  | 'output-bytes'
  | 'events'
  | 'memory'
  | 'clock-reads'

/** Why a file gave no program to judge. */
export type BrokenReason =
  | 'syntax'
  | 'missing-export'
  | 'default-export'
  | 'no-such-export'
  | 'unresolved-import'
  | 'refused-import'
  | 'not-utf8'
  | 'empty'
  | 'too-large'
  | 'too-deep'
  | 'missing-file'
  | 'load-failed'
  /** A fault of the suite: the program uses a name that only exists outside. */
  | 'program-closes-over'

/** How the run ended. */
export type Ending =
  /** The program settled and nothing is left that could happen. */
  | { readonly kind: 'finished'; readonly at: SimulatedMs }
  /** Nothing is left that could happen, and the program has not settled. */
  | {
      readonly kind: 'never-settles'
      readonly at: SimulatedMs
      readonly waiting: readonly Waiting[]
    }
  /** Something was thrown where no caller could catch it. */
  | { readonly kind: 'threw'; readonly at: SimulatedMs; readonly failure: Failure }
  | {
      readonly kind: 'ran-away'
      readonly at: SimulatedMs
      readonly limit: LimitName
      readonly allowed: number
      readonly site?: Site
    }
  /** It did not give the thread back within the limit of real time, or its process died. */
  | {
      readonly kind: 'killed'
      readonly at: SimulatedMs
      readonly reason: 'stuck' | 'crashed'
      readonly site?: Site
    }
  | {
      readonly kind: 'exited'
      readonly at: SimulatedMs
      readonly code: number
      readonly site?: Site
    }
  /** No program to judge. `detail` is the offending name or the parser's words. */
  | {
      readonly kind: 'broken'
      readonly at: SimulatedMs
      readonly reason: BrokenReason
      readonly detail: string
      readonly known?: readonly string[]
      readonly site?: Site
    }

/** A task that was waiting when nothing was left that could wake it. */
export interface Waiting {
  readonly task: number
  readonly name: string
  readonly on: string
  readonly site?: Site
}

export interface Trace {
  readonly version: typeof TRACE_VERSION
  readonly events: readonly TraceEvent[]
  readonly ending: Ending
}
