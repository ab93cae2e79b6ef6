import { autolab } from './gradebook/autolab.ts'
import { canvas } from './gradebook/canvas.ts'
import { classroom } from './gradebook/classroom.ts'
import { exercism } from './gradebook/exercism.ts'
import type { Format } from './gradebook/format.ts'
import { gradescope } from './gradebook/gradescope.ts'
import { junit } from './gradebook/junit.ts'
import { moodle } from './gradebook/moodle.ts'
import { prairielearn } from './gradebook/prairielearn.ts'

export { gradesCsv } from './gradebook/grades.ts'
export type { Format, FormatOptions, OutputFile } from './gradebook/format.ts'

/** What other systems read; for everything that is not listed here there is `gradesCsv`. */
export type FormatName =
  | 'gradescope'
  | 'classroom'
  | 'junit'
  | 'exercism'
  | 'prairielearn'
  | 'autolab'
  | 'canvas'
  | 'moodle'

export const FORMATS: Readonly<Record<FormatName, Format>> = {
  gradescope,
  classroom,
  junit,
  exercism,
  prairielearn,
  autolab,
  canvas,
  moodle,
}
