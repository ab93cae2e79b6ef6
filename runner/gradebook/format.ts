import { fileNameOf, type Results, type SubmissionResult } from '../results.ts'

/** A file to write, and what the instructor has to know about it. */
export interface OutputFile {
  /** Below the folder of the results, with forward slashes. */
  readonly path: string
  readonly content: string
  /** Sentences for the terminal: who was left out, what the grade book will ask. */
  readonly notes?: readonly string[]
}

export interface FormatOptions {
  /** What the grade book calls the work. @default 'Async workbook' */
  readonly title?: string
  /** Moodle's grading worksheet as it was downloaded: text, with its byte order mark. */
  readonly moodleWorksheet?: string
  /** Canvas's gradebook as it was exported. */
  readonly canvasGradebook?: string
}

/** Turns results into files. Pure. */
export type Format = (results: Results, options: FormatOptions) => readonly OutputFile[]

/**
 * A file for each student: `<folder>/<student><ending>`, and `<folder>/<alone>` when there is only one.
 * Whoever could not be judged is told of with the first.
 */
export function fileForEach(
  results: Results,
  { folder, ending, alone }: Paths,
  render: (submission: SubmissionResult) => string,
): OutputFile[] {
  const { submissions } = results
  const notes = faultNotes(results)
  return submissions.map((submission, index) => ({
    path: `${folder}/${submissions.length === 1 ? alone : `${fileNameOf(submission.person)}${ending}`}`,
    content: render(submission),
    ...(index === 0 && notes.length > 0 && { notes }),
  }))
}

interface Paths {
  readonly folder: string
  readonly ending: string
  readonly alone: string
}

/** Everyone whose work could not be judged has no points, and has to be told of. */
export function faultNotes({ submissions }: Results): readonly string[] {
  const faulty = submissions.filter(({ status }) => status === 'fault')
  return faulty.length === 0
    ? []
    : [
        `${faulty.length === 1 ? 'One submission' : `${faulty.length} submissions`} could not be judged and got no points: ${faulty.map(({ person }) => person.id).join(', ')}`,
      ]
}
