import { Run } from '../run.ts'
import { fileNameOf, type ExerciseResult, type Results } from '../results.ts'
import { shown } from './shown.ts'
import { answered, fitted, sentences, shortened } from './feedback.ts'
import { faultNotes, type Format, type OutputFile } from './format.ts'

/**
 * `results.json` of an Exercism test runner, version 3: a file for each exercise of each submission.
 * Exercism has no points. Source: exercism/docs, building/tooling/test-runners/interface.md.
 */
export const exercism: Format = (results) => {
  const { submissions, exercises } = results
  const files = submissions.flatMap((submission) =>
    answered(results, submission).map(({ exercise, result }): OutputFile => {
      const student = submissions.length === 1 ? '' : `${fileNameOf(submission.person)}/`
      const slug = exercises.length === 1 ? '' : `${exercise.slug}/`
      return {
        path: `exercism/${student}${slug}results.json`,
        content: fitted(
          (most) => `${JSON.stringify(resultOf(result, most), undefined, 2)}\n`,
          MOST_BYTES,
        ),
      }
    }),
  )
  return withNotes(files, results)
}

function withNotes(files: readonly OutputFile[], results: Results): readonly OutputFile[] {
  const notes = faultNotes(results)
  return files.map((file, index) => (index === 0 && notes.length > 0 ? { ...file, notes } : file))
}

function resultOf(result: ExerciseResult, most: number): object {
  const message = shortened(sentences(result, most).join('\n\n'), MOST_MESSAGE)
  const { status, tests, picture } = result
  if ((status !== 'passed' && status !== 'failed') || tests.length === 0)
    return {
      version: 3,
      status: 'error',
      message: message || 'No test could be run.',
    }
  const first = tests.findIndex(({ passed }) => !passed)
  return {
    version: 3,
    status: status === 'passed' ? 'pass' : 'fail',
    message: null,
    tests: tests.map(({ name, passed }, index) => ({
      name,
      status: passed ? 'pass' : 'fail',
      message: passed ? null : (index === first && message) || 'Not as expected.',
      output: name === picture?.test ? outputOf(picture) : '',
    })),
  }
}

/** What the program printed, with its simulated moments, in the 500 characters that Exercism takes. */
function outputOf({ trace }: NonNullable<ExerciseResult['picture']>): string {
  const text = new Run(trace).lines
    .map(({ at, text: line }) => `${at} ms  ${shown(line)}`)
    .join('\n')
  if (text.length <= MOST_OUTPUT) return text
  const room = MOST_OUTPUT - TRUNCATED.length - 1
  // By code units, as Exercism counts, and no character is cut in two.
  const kept = text.slice(0, room).replace(/[\ud800-\udbff]$/, '')
  return `${kept}\n${TRUNCATED}`
}

const TRUNCATED = 'Output was truncated. Please limit to 500 chars'
const MOST_OUTPUT = 500
const MOST_MESSAGE = 65_535
const MOST_BYTES = 500_000
