import type { Results, SubmissionResult } from '../results.ts'
import { answered, fitted, renderAdjustments, renderAnswer } from './feedback.ts'
import { fileForEach, type Format } from './format.ts'

/**
 * What an Autolab grader prints: feedback, and, as its very last line, the scores as JSON. The problems
 * of the assessment have to be called like the exercises, and one more `adjustments` where there are any.
 */
export const autolab: Format = (results) =>
  fileForEach(results, { folder: 'autolab', ending: '.txt', alone: 'stdout.txt' }, (submission) =>
    fitted((most) => render(results, submission, most), MOST_BYTES),
  )

function render(results: Results, submission: SubmissionResult, most: number): string {
  const answers = answered(results, submission)
  return [
    ...answers.flatMap((each) => renderAnswer(each, most)),
    ...renderAdjustments(submission),
    JSON.stringify({ scores: scoresOf(submission) }),
    '',
  ].join('\n')
}

function scoresOf(submission: SubmissionResult): Readonly<Record<string, number>> {
  const { status, exercises, adjustments, points, earned } = submission
  // No score at all, rather than some of them: it has to be judged again.
  if (status === 'fault') return {}
  const adjusted = Math.round((points - earned) * 100) / 100
  return {
    ...Object.fromEntries(exercises.map((result) => [result.exercise, result.points])),
    ...(adjustments.length > 0 && { adjustments: adjusted }),
  }
}

const MOST_BYTES = 1_000_000
