import type { Exercise } from '../catalogue.ts'
import type { ExerciseResult } from '../results.ts'

/** For each exercise the tests that its untouched stub passes: nobody earns anything by those. */
export type Baseline = Readonly<Record<string, readonly string[]>>

/** What an exercise is worth in this class; predictions may be weighed apart. */
export function worth(
  { kind, points }: Pick<Exercise, 'kind' | 'points'>,
  { predictWeight }: { readonly predictWeight: number },
): number {
  return rounded(kind === 'predict' ? points * predictWeight : points)
}

/**
 * Points for a verdict, to 0.01: all for a pass, none for what is broken. What fails earns its share of
 * the tests that the stub fails; each test that the stub passes and the answer does not takes one away.
 */
export function pointsFor(
  { status, tests }: Pick<ExerciseResult, 'status' | 'tests'>,
  { possible, unearned }: { readonly possible: number; readonly unearned: readonly string[] },
): number {
  if (status === 'passed') return possible
  if (status !== 'failed') return 0
  const worthy = tests.filter(({ name }) => !unearned.includes(name))
  const passed = worthy.filter((test) => test.passed).length
  const spoilt = tests.filter((test) => unearned.includes(test.name) && !test.passed).length
  if (worthy.length === 0) return 0
  return rounded((possible * Math.max(0, passed - spoilt)) / worthy.length)
}

/** Sums in hundredths, so that 0.1 + 0.2 is 0.3 in every grade book. */
export function total(results: readonly Pick<ExerciseResult, 'points'>[]): number {
  return rounded(results.reduce((sum, { points }) => sum + Math.round(points * 100), 0) / 100)
}

export const rounded = (points: number): number => Math.round(points * 100) / 100
