import type { Results, SubmissionResult } from '../results.ts'
import { answered, fitted, renderAdjustments, renderDetails } from './feedback.ts'
import { fileForEach, type Format } from './format.ts'

/**
 * What PrairieLearn's external grader reads at `/grade/results/results.json`. What could not be judged is
 * not gradable: it costs the student no attempt.
 */
export const prairielearn: Format = (results) =>
  fileForEach(
    results,
    { folder: 'prairielearn', ending: '.json', alone: 'results.json' },
    (submission) =>
      fitted(
        (most) => `${JSON.stringify(resultOf(results, submission, most), undefined, 2)}\n`,
        MOST_BYTES,
      ),
  )

function resultOf(results: Results, submission: SubmissionResult, most: number): object {
  if (submission.status === 'fault')
    return {
      gradable: false,
      format_errors: [
        'Some of it could not be judged, which is not your doing. Hand it in once more, or tell your instructor.',
      ],
    }
  const { points, possible } = submission
  return {
    gradable: true,
    score: possible === 0 ? 0 : Math.min(1, Math.max(0, points / possible)),
    message: [`${points} of ${possible} points`, ...renderAdjustments(submission)].join('\n'),
    // Without points on every one of them PrairieLearn shows none.
    tests: answered(results, submission).map(({ exercise, result }) => ({
      name: `${exercise.number} ${exercise.slug}`,
      description: exercise.title,
      points: result.points,
      max_points: result.possible,
      message: '',
      output: renderDetails(result, most).join('\n'),
    })),
  }
}

/** PrairieLearn refuses more than 1 MB. */
const MOST_BYTES = 1_000_000
