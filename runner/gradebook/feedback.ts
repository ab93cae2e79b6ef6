import type { ExerciseResult, GradedExercise, Results, SubmissionResult } from '../results.ts'
import { shown } from './shown.ts'

/** An exercise as it was set, and what became of it. */
export interface Answered {
  readonly exercise: GradedExercise
  readonly result: ExerciseResult
}

/** What a submission has to say for each exercise, in the catalogue's order. */
export function answered({ exercises }: Results, submission: SubmissionResult): Answered[] {
  return exercises.flatMap((exercise) => {
    const result = submission.exercises.find((each) => each.exercise === exercise.slug)
    return result ? [{ exercise, result }] : []
  })
}

/** `4.1 count-async: failed, 1 of 3 points`. */
export function headline({ exercise, result }: Answered): string {
  const points = result.status === 'fault' ? '' : `, ${result.points} of ${result.possible} points`
  return `${exercise.number} ${exercise.slug}: ${STATUS[result.status]}${points}`
}

/** What is wrong, as sentences. Line breaks in them are kept, and marked: what follows may be a learner's. */
export function sentences({ status, findings }: ExerciseResult, most = MOST_CHARACTERS): string[] {
  if (status === 'missing') return ['No such file was handed in.']
  return (
    findings
      .slice(0, MOST_FINDINGS)
      .map(({ message, file, line }) =>
        file === undefined
          ? message
          : `${message} (${file}${line === undefined ? '' : `:${line}`})`,
      )
      // What is cut off anyway need not be escaped; the learner's part may be a megabyte.
      .map((message) =>
        message
          .slice(0, 2 * most)
          .split(LINE_BREAK)
          .map(shown)
          .join('\n| '),
      )
      .map((message) => shortened(message, most))
  )
}

/** The headline, and what is wrong, indented: nothing that a learner wrote begins a line. */
export function renderAnswer(each: Answered, most = MOST_CHARACTERS): string[] {
  return [headline(each), ...renderDetails(each.result, most).map((line) => `  ${line}`)]
}

/** What is wrong and which tests say so; every line begins with a mark of ours. Nothing when it passed. */
export function renderDetails(result: ExerciseResult, most = MOST_CHARACTERS): string[] {
  if (result.status === 'passed') return []
  return [
    ...sentences(result, most).flatMap((sentence) => `- ${sentence}`.split('\n')),
    ...result.tests
      .slice(0, MOST_TESTS)
      .map(({ name, passed }) => `${passed ? '✓' : '✗'} ${shortened(shown(name), most)}`),
  ]
}

/** What was added and taken away, a line each. */
export function renderAdjustments({ adjustments }: SubmissionResult): string[] {
  return adjustments.map(
    ({ why, points }) => `Adjusted by ${points} points: ${shortened(shown(why), MOST_CHARACTERS)}`,
  )
}

/** `text` in at most `most` characters; an emoji is one, and is not cut in two. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const characters = Array.from(text)
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

/** The first of ever shorter versions that takes at most `mostBytes`; the shortest if none does. */
export function fitted(render: (mostCharacters: number) => string, mostBytes: number): string {
  let text = ''
  for (const most of [MOST_CHARACTERS, 300, 80, 1]) {
    text = render(most)
    if (Buffer.byteLength(text) <= mostBytes) break
  }
  return text
}

const STATUS = {
  passed: 'passed',
  failed: 'failed',
  broken: 'could not be run',
  missing: 'not handed in',
  fault: 'could not be judged, which costs no points',
} as const satisfies Readonly<Record<ExerciseResult['status'], string>>

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/

const MOST_CHARACTERS = 1_000
const MOST_FINDINGS = 5
const MOST_TESTS = 50
