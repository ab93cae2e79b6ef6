import type { Results, SubmissionResult } from '../results.ts'
import { answered, fitted, headline, renderAdjustments, renderDetails } from './feedback.ts'
import { fileForEach, type Format } from './format.ts'

/**
 * The result of a GitHub Classroom runner, plain and in base64 as the step's output `result` has it.
 *
 * The points of its tests add up to those of the submission, because the reporter adds them up; what it
 * prints of a test is `test_code`, never `message`, so that is where the sentences are. What could not be
 * judged is an error without points: the reporter leaves out what has a `max_score` of 0.
 * Source: classroom-resources/autograding-grading-reporter, src/.
 */
export const classroom: Format = (results) => {
  const files = fileForEach(
    results,
    { folder: 'classroom', ending: '.json', alone: 'result.json' },
    (submission) =>
      fitted((most) => JSON.stringify(resultOf(results, submission, most), defused), MOST_BYTES),
  )
  return files.flatMap((file) => [
    file,
    {
      path: file.path.replace(/json$/, 'base64'),
      content: Buffer.from(file.content).toString('base64'),
    },
  ])
}

function resultOf(results: Results, submission: SubmissionResult, most: number): object {
  const judged = submission.status === 'graded'
  const tests = answered(results, submission).map((each) => {
    const { exercise, result } = each
    const details = renderDetails(result, most)
    const passed = result.status === 'passed'
    return {
      name: headline(each),
      status: passed ? 'pass' : result.status === 'fault' ? 'error' : 'fail',
      ...(judged && { score: result.points }),
      message: passed ? null : details.join('\n'),
      test_code: passed ? '' : details.join('\n'),
      filename: `exercises/${exercise.lesson}/${exercise.slug}.ts`,
      line_no: result.findings[0]?.line ?? 0,
      duration: result.elapsedMs,
    }
  })
  return {
    version: 1,
    status: !judged ? 'error' : tests.every(({ status }) => status === 'pass') ? 'pass' : 'fail',
    max_score: judged ? submission.possible : 0,
    tests: [...tests, ...(judged ? adjustmentOf(submission) : [])],
  }
}

function adjustmentOf(submission: SubmissionResult): object[] {
  const { points, earned } = submission
  if (submission.adjustments.length === 0) return []
  const why = renderAdjustments(submission).join('\n')
  const score = Math.round((points - earned) * 100) / 100
  return [
    {
      name: `Adjustments: ${score} points`,
      status: 'pass',
      score,
      message: why,
      test_code: why,
      filename: '',
      line_no: 0,
      duration: 0,
    },
  ]
}

/**
 * The reporter prints some of it, and GitHub's runner takes printed lines for commands: those that begin
 * with `::`, after spaces, and those with `##[` anywhere. One of them is how the reporter tells the points.
 * Source: actions/runner, src/Runner.Common/ActionCommand.cs.
 */
function defused(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('::', ': :').replaceAll('##[', '## [') : value
}

/** In base64 it becomes an environment variable, of which Linux takes 128 KiB. */
const MOST_BYTES = 90_000
