import type { Exercise, Workbook } from '../catalogue.ts'
import type { Sources } from '../difference.ts'
import type { Verdict } from '../outcome.ts'
import type { TypeNote } from '../types.ts'
import type { Checks } from './checks.ts'
import type { FilesEvent } from './files.ts'
import type { Key } from './keys.ts'

/** Everything that can happen to the loop. */
export type Input =
  | { readonly kind: 'key'; readonly key: Key }
  /** A line typed where keys are not read one by one: a command's letter, or an exercise. */
  | { readonly kind: 'typed'; readonly line: string }
  | FilesEvent
  | { readonly kind: 'resized'; readonly size: Size }
  /** The view was drawn as far down as it goes. */
  | { readonly kind: 'scrolled'; readonly to: number }
  | { readonly kind: 'checked'; readonly verdict: Verdict }
  | { readonly kind: 'check-abandoned' }
  | { readonly kind: 'check-slow' }
  /** The runner itself failed; never the learner's doing. */
  | { readonly kind: 'check-broke'; readonly slug: string; readonly message: string }
  | { readonly kind: 'text-read'; readonly slug: string; readonly text: Text }
  | { readonly kind: 'noted'; readonly slug: string; readonly notes: readonly TypeNote[] }
  | { readonly kind: 'solution-read'; readonly slug: string; readonly sources: Sources }
  | { readonly kind: 'played'; readonly line: string }
  | { readonly kind: 'play-ended' }
  | { readonly kind: 'told'; readonly notice: string }
  /** An exercise to do once more, or none where nothing else passes yet; `asked` for by the learner. */
  | { readonly kind: 'review-chosen'; readonly slug: string | undefined; readonly asked: boolean }

/** What the loop asks of the world; answers come back as inputs. */
export type Effect =
  | { readonly kind: 'judge'; readonly slug: string }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'read-text'; readonly slug: string }
  | { readonly kind: 'note-types'; readonly slug: string }
  | { readonly kind: 'read-solution'; readonly slug: string }
  | { readonly kind: 'play'; readonly slug: string }
  | { readonly kind: 'stop-play' }
  | { readonly kind: 'reset'; readonly slug: string }
  | {
      readonly kind: 'choose-review'
      readonly slug: string
      readonly passed: readonly string[]
      readonly asked: boolean
    }
  | { readonly kind: 'review'; readonly slug: string }
  | { readonly kind: 'open'; readonly slug: string; readonly line: number }
  | { readonly kind: 'redraw' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'quit' }

export interface Step {
  readonly state: State
  readonly effects: readonly Effect[]
}

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** The task in Markdown and the hints, mildest first. */
export interface Text {
  readonly task: string
  readonly hints: readonly string[]
  /** What to take along from its lesson, a line each. */
  readonly lesson: readonly string[]
}

export type Answer =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'fault'; readonly message: string }

/** One sentence about what just happened; gone with the next key or the next save but one. */
export interface Notice {
  readonly text: string
  /** Whether an answer came since: then the next save takes it away. */
  readonly seen: boolean
}

export type ListFilter = 'all' | 'to do' | 'passed'

export type View =
  | { readonly kind: 'exercise' }
  | { readonly kind: 'solution'; readonly sources: Sources }
  | {
      readonly kind: 'play'
      readonly lines: readonly string[]
      readonly running: boolean
      /** Whether the newest line stays in sight. */
      readonly follow: boolean
    }
  | {
      readonly kind: 'list'
      readonly filter: ListFilter
      readonly search: string
      readonly selected: string | undefined
    }
  | { readonly kind: 'help' }

export interface State {
  readonly workbook: Workbook
  readonly size: Size
  /** The exercise on screen; undefined until the first checks tell which one it is. */
  readonly current: string | undefined
  readonly answers: Readonly<Record<string, Answer>>
  readonly texts: Readonly<Record<string, Text>>
  /** How many hints were given, by exercise. */
  readonly hinted: Readonly<Record<string, number>>
  /** Exercises whose file is gone. */
  readonly missing: readonly string[]
  /** TypeScript's notes on the current exercise, asked for when nothing is left to check. */
  readonly notes: readonly TypeNote[]
  readonly wantsNotes: boolean
  readonly checks: Checks
  readonly view: View
  /** What the exercise's view shows above the answer to the last save. */
  readonly above: 'task' | 'hints' | 'nothing'
  readonly scroll: number
  /** What was asked for once and needs asking twice. */
  readonly asked: 'solution' | 'reset' | undefined
  readonly notice: Notice | undefined
  /** The exercise that is offered to be done once more. */
  readonly offered: string | undefined
  /** How many times an exercise was opened. */
  readonly opened: number
  readonly polling: boolean
  readonly pasting: boolean
}

export function blankState(workbook: Workbook, size: Size): State {
  return {
    workbook,
    size,
    current: undefined,
    answers: {},
    texts: {},
    hinted: {},
    missing: [],
    notes: [],
    wantsNotes: false,
    checks: { queue: [], running: undefined, round: undefined },
    view: { kind: 'exercise' },
    above: 'task',
    scroll: 0,
    asked: undefined,
    notice: undefined,
    offered: undefined,
    opened: 0,
    polling: false,
    pasting: false,
  }
}

export const notice = (text: string): Notice => ({ text, seen: false })

export function currentExercise(state: State): Exercise | undefined {
  return state.workbook.exercises.find(({ slug }) => slug === state.current)
}

export function hasPassed(state: State, slug: string): boolean {
  const answer = state.answers[slug]
  return answer?.kind === 'verdict' && answer.verdict.status === 'passed'
}

export function passedSlugs(state: State): readonly string[] {
  return state.workbook.exercises.map(({ slug }) => slug).filter((slug) => hasPassed(state, slug))
}

export const passedCount = (state: State): number => passedSlugs(state).length

/** Whether every exercise of this one's lesson passes. */
export function hasPassedLesson(state: State, { lesson }: Exercise): boolean {
  return state.workbook.exercises
    .filter((exercise) => exercise.lesson === lesson)
    .every(({ slug }) => hasPassed(state, slug))
}
