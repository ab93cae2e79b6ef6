import type { Results, SubmissionResult } from '../results.ts'
import { answered, headline, renderAdjustments, renderDetails } from './feedback.ts'
import { fileForEach, type Format } from './format.ts'

/**
 * What Gradescope reads at `/autograder/results/results.json`, a file for each submission.
 *
 * What could not be judged has no score anywhere: Gradescope then reports that the autograder failed,
 * and the submission can be run again. Source: gradescope/autograder_samples, docs/specs.md.
 */
export const gradescope: Format = (results) =>
  fileForEach(
    results,
    { folder: 'gradescope', ending: '.json', alone: 'results.json' },
    (submission) => `${JSON.stringify(resultOf(results, submission), undefined, 2)}\n`,
  )

function resultOf(results: Results, submission: SubmissionResult): object {
  const judged = submission.status === 'graded'
  return {
    ...(judged && { score: submission.points }),
    output: [
      judged
        ? `${submission.points} of ${submission.possible} points`
        : 'Some of it could not be judged, which is not your doing: nothing is decided yet',
      ...renderAdjustments(submission),
    ].join('\n'),
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden',
    extra_data: { workbook: results.workbook, seed: results.seed, isolation: results.isolation },
    tests: answered(results, submission).map((each) => {
      const { exercise, result } = each
      const details = renderDetails(result)
      return {
        ...(judged && {
          score: result.points,
          max_score: result.possible,
          status: result.status === 'passed' ? 'passed' : 'failed',
        }),
        number: exercise.number,
        name: `${exercise.slug}: ${exercise.title}`,
        output: [headline(each), ...details].join('\n'),
        tags: [exercise.lesson, exercise.kind],
      }
    }),
  }
}
