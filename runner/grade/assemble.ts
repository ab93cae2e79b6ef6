import type { Exercise } from '../catalogue.ts'
import type { ExerciseResult, SubmissionResult } from '../results.ts'
import type { Submission } from '../submissions.ts'
import { DAY_MS, lateAdjustment, type LateRule } from './late.ts'
import { adjust, type Override } from './overrides.ts'
import { pointsFor, rounded, total, worth, type Baseline } from './score.ts'
import type { Judged } from './unit.ts'

/** What the instructor decides about points, apart from the verdicts. */
export interface Policy {
  readonly predictWeight: number
  readonly due: Date | undefined
  readonly late: LateRule
  readonly overrides: readonly Override[]
}

/** Turns what was judged of one submission into what it is worth. Pure. */
export function assemble(
  submission: Submission,
  judged: readonly Judged[],
  {
    exercises,
    baseline,
    policy,
  }: {
    readonly exercises: readonly Exercise[]
    readonly baseline: Baseline
    readonly policy: Policy
  },
): SubmissionResult {
  const { person, source, digest, submittedAt, intake } = submission
  const decided = policy.overrides.filter(({ id }) => id === person.id)
  const results = exercises.map((exercise): ExerciseResult => {
    const found = judged.find((each) => each.exercise === exercise.slug)
    if (!found) throw new Error(`${exercise.slug} of ${source} was not judged`)
    const possible = worth(exercise, policy)
    const points = pointsFor(found, { possible, unearned: baseline[exercise.slug] ?? [] })
    const changes = adjust(
      points,
      decided.filter((override) => override.exercise === exercise.slug),
    )
    return {
      ...found,
      points: rounded(points + sum(changes)),
      possible,
      ...(changes.length > 0 && { adjustments: changes }),
    }
  })
  const earned = total(results)
  const late =
    policy.due && lateAdjustment({ earned, lateMs: lateness(submission, policy.due) }, policy.late)
  const afterLate = late ? [late] : []
  const adjustments = [
    ...afterLate,
    ...adjust(
      rounded(earned + sum(afterLate)),
      decided.filter(({ exercise }) => exercise === undefined),
    ),
  ]
  return {
    person,
    source,
    digest,
    // The time at which a file was written differs from copy to copy; it is told where it counts.
    ...(policy.due && submittedAt && { submittedAt: submittedAt.toISOString() }),
    intake,
    exercises: results,
    earned,
    possible: rounded(results.reduce((all, { possible }) => all + possible, 0)),
    adjustments,
    points: Math.max(0, rounded(earned + sum(adjustments))),
    status: results.some(({ status }) => status === 'fault') ? 'fault' : 'graded',
  }
}

/** A platform that marks something as late need not say by how much: a day, then. */
function lateness({ submittedAt, markedLate }: Submission, due: Date): number {
  const ms = submittedAt ? submittedAt.getTime() - due.getTime() : 0
  return markedLate && ms <= 0 ? DAY_MS : ms
}

const sum = (changes: readonly { readonly points: number }[]): number =>
  changes.reduce((all, { points }) => all + points, 0)
