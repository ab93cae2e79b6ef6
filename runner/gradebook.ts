import { UsageError } from './errors.ts'
import { autolab } from './gradebook/autolab.ts'
import { canvas } from './gradebook/canvas.ts'
import { classroom } from './gradebook/classroom.ts'
import { exercism } from './gradebook/exercism.ts'
import type { Format, FormatOptions } from './gradebook/format.ts'
import { gradescope } from './gradebook/gradescope.ts'
import { junit } from './gradebook/junit.ts'
import { moodle } from './gradebook/moodle.ts'
import { prairielearn } from './gradebook/prairielearn.ts'
import { RESULTS_VERSION, type Results } from './results.ts'

export { gradesCsv } from './gradebook/grades.ts'
export type { Format, FormatOptions, OutputFile } from './gradebook/format.ts'

/** What other systems read; for everything that is not listed here there is `gradesCsv`. */
export type FormatName = (typeof NAMES)[number]

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

/**
 * Reads names of formats, and tries the files that were given for them: what is wrong with those is found
 * before a class is graded, not after.
 *
 * @throws UsageError `unknown-format`, or what the format has against its file
 */
export function readFormats(
  names: readonly string[],
  options: FormatOptions,
): readonly FormatName[] {
  return names.map((name) => {
    const format = NAMES.find((each) => each === name)
    if (format === undefined)
      throw new UsageError(
        'unknown-format',
        `There is no format "${name}"`,
        `There is ${NAMES.join(', ')}`,
      )
    FORMATS[format](NOBODY, options)
    return format
  })
}

const NAMES = [
  'gradescope',
  'classroom',
  'junit',
  'exercism',
  'prairielearn',
  'autolab',
  'canvas',
  'moodle',
] as const

const NOBODY: Results = {
  version: RESULTS_VERSION,
  workbook: { version: '', digest: '' },
  seed: 0,
  isolation: { tier: 'basic', walls: [] },
  exercises: [],
  submissions: [],
  missing: [],
  unmatched: [],
}
