/** What the rules of predict exercises ask: where a learner's list stands against what is printed. */
import type { Clue, Numbers } from '../diagnosis.ts'
import type { Check } from '../evidence.ts'
import type { Line } from '../run.ts'

/** The two lists, side by side. */
export interface Columns {
  /** As the learner wrote it. */
  readonly predicted: readonly Line[]
  readonly actual: readonly Line[]
  /** The place of the first line that is not what was printed; behind the last where there is none. */
  readonly wrongAt: number
}

/** Both columns are empty where moments were asked for and are missing: that is told before anything else. */
export function columnsOf({ run, check }: Clue): Columns {
  if (check?.kind !== 'predict' || (check.timed && !isTimed(run.value)))
    return { predicted: [], actual: [], wrongAt: -1 }
  return { predicted: check.predicted, actual: check.actual, wrongAt: countRight(check) }
}

/** How many lines are right, from the first one on. */
export function countRight({
  predicted,
  actual,
  timed,
}: Extract<Check, { kind: 'predict' }>): number {
  const wrong = predicted.findIndex(
    ({ at, text }, place) => text !== actual[place]?.text || (timed && at !== actual[place]?.at),
  )
  return wrong < 0 ? predicted.length : wrong
}

/** Whether it is the program's twin that was predicted. */
export const isTwin = ({ check }: Clue): boolean => check?.kind === 'predict' && check.twin

/** Where `text` stands in the learner's list for the first time, and the moment written beside it. */
export function lineIn(
  clue: Clue,
  text: string,
): { readonly place: number; readonly at: number } | undefined {
  const { predicted } = columnsOf(clue)
  const place = placeOf(predicted, text)
  const line = predicted[place]
  return line && { place, at: line.at }
}

/** Whether the learner's list has both, `first` in an earlier line. */
export function comesBefore(clue: Clue, first: string, second: string): boolean {
  const [one, other] = [lineIn(clue, first), lineIn(clue, second)]
  return one !== undefined && other !== undefined && one.place < other.place
}

/**
 * Whether the list puts `first` before `second`, the program does not, and this is where the list
 * goes wrong: a sentence about later lines would lead astray.
 */
export function goesWrong(clue: Clue, first: string, second: string): boolean {
  const { actual, wrongAt } = columnsOf(clue)
  return (
    comesBefore(clue, first, second) &&
    placeOf(actual, second) < placeOf(actual, first) &&
    (lineIn(clue, first)?.place === wrongAt || actual[wrongAt]?.text === second)
  )
}

/** Whether the first line that is wrong is this one, or stands where this one belongs. */
export function isAtStake(clue: Clue, text: string): boolean {
  const { predicted, actual, wrongAt } = columnsOf(clue)
  return predicted[wrongAt]?.text === text || actual[wrongAt]?.text === text
}

/** Where the moments of the list decrease: `text` at `at` stands below a line at `before`. */
export function runsBackwards(clue: Clue): false | Numbers {
  const { predicted } = columnsOf(clue)
  const place = predicted.findIndex(({ at }, index) => at < (predicted[index - 1]?.at ?? 0))
  const [line, above] = [predicted[place], predicted[place - 1]]
  return line !== undefined && above !== undefined && { ...line, before: above.at }
}

/**
 * Whether this line belongs where the list goes wrong and is nowhere in it. One that may be there
 * misspelled, or later in a list that just ends too soon, is not missing yet.
 */
export function lacks(clue: Clue, text: string): boolean {
  const { predicted, actual, wrongAt } = columnsOf(clue)
  const instead = predicted[wrongAt]
  return (
    actual[wrongAt]?.text === text &&
    placeOf(predicted, text) < 0 &&
    (instead ? placeOf(actual, instead.text) >= 0 : wrongAt === actual.length - 1)
  )
}

const isTimed = (value: unknown): boolean =>
  Array.isArray(value) && value.every((line) => Array.isArray(line))

const placeOf = (lines: readonly Line[], wanted: string): number =>
  lines.findIndex(({ text }) => text === wanted)
