import { inspect, isDeepStrictEqual } from 'node:util'
import { expect, type Assertion } from 'vitest'
import type { Check } from './evidence.ts'
import type { Run } from './run.ts'
import { simulatedMs, type Ending, type Value } from './trace.ts'
import { compareLines, parsePicture } from './picture.ts'
import type { renderComparison } from './timeline.ts'

/** Where the matchers leave what was asked of a run, for the diagnosis. */
export type NoteCheck = (run: Run, check: Check, holds: boolean) => void

interface Answer {
  readonly pass: boolean
  readonly message: () => string
}

export interface PredictOptions {
  /** Whether the moments count too. */
  readonly timed: boolean
  /** What was predicted is the program's twin. @default false */
  readonly twin?: boolean
}

/**
 * `expect` for a run. What does not hold fails the test, and the other checks are asked all the same:
 * the value alone rarely tells what the picture beside it tells. Of a run with a bad end, that end
 * says all there is.
 */
export function expectAll(run: Run): Assertion<Run> {
  const ask = endedWell(run) ? expect.soft : expect
  return ask(run)
}

/** How many columns a picture may use in a failing assertion. */
const COLUMNS = 80

/**
 * Teaches `expect` to judge runs. Every answer is noted before it is given.
 *
 * @param draw adds the picture of both runs to what is said of a failure; without it there is only the sentence
 */
export function teachExpect(note: NoteCheck, draw: typeof renderComparison | undefined): void {
  const answer = (run: Run, check: Check, holds: boolean, sentence: () => string): Answer => {
    const pass = holds && endedWell(run)
    note(run, check, pass)
    return { pass, message: () => [sentence(), ...picture(run, check, draw)].join('\n') }
  }
  const print = (run: Run, expected: string, ordered: boolean): Answer => {
    const lines = parsePicture(expected)
    const { firstDifference } = compareLines(lines, run.lines, { ordered })
    return answer(
      run,
      { kind: 'print', expected: lines, ordered },
      firstDifference === undefined,
      () => 'The run does not look like its picture:',
    )
  }
  expect.extend({
    toPrint: (run: Run, expected: string) => print(run, expected, false),
    toPrintInOrder: (run: Run, expected: string) => print(run, expected, true),
    toPrintBefore: (run: Run, first: string, second: string) =>
      answer(
        run,
        { kind: 'print-before', first, second },
        run.printsBefore(first, second),
        () => `Expected "${first}" to be printed before "${second}":`,
      ),
    toPrintBy: (run: Run, text: string, moment: string) => {
      const limitMs = parseDuration(moment)
      const at = run.timeOf(text)
      return answer(
        run,
        { kind: 'print-by', text, limitMs },
        at !== undefined && at <= limitMs,
        () =>
          `Expected "${text}" by ${limitMs} ms; it ${at === undefined ? 'was never printed' : `came at ${at} ms`}:`,
      )
    },
    toPrintSequence: (run: Run, ...texts: readonly string[]) => {
      const printed = run.lines.map(({ text }) => text).filter((text) => texts.includes(text))
      return answer(
        run,
        { kind: 'print-sequence', texts },
        isDeepStrictEqual(printed, texts),
        () => `Expected, among other lines, "${texts.join('", "')}" in this order:`,
      )
    },
    toTake: (run: Run, duration: string) => {
      const expectedMs = parseDuration(duration)
      return answer(
        run,
        { kind: 'take', expectedMs },
        run.settledAt === expectedMs,
        () => `Expected the program to settle at ${expectedMs} ms; it ${settling(run)}:`,
      )
    },
    toTakeAtMost: (run: Run, duration: string) => {
      const limitMs = parseDuration(duration)
      return answer(
        run,
        { kind: 'take-at-most', limitMs },
        run.endsAt <= limitMs,
        () => `Expected the run to be over by ${limitMs} ms; it went on until ${run.endsAt} ms:`,
      )
    },
    toLeaveNothing: (run: Run) =>
      answer(
        run,
        { kind: 'leave-nothing' },
        run.left === 0 && run.settledAt === run.endsAt,
        () =>
          `Expected nothing to be left when the program settled; it ${settling(run)} and the run went on until ${run.endsAt} ms:`,
      ),
    toSettleWith: (run: Run, expected: Value) =>
      answer(
        run,
        { kind: 'return', expected },
        !run.error && isDeepStrictEqual(run.value, expected),
        () => `Expected the program to return ${show(expected)}; it ${outcome(run)}:`,
      ),
    toFailWith: (run: Run, expected: string) =>
      answer(
        run,
        { kind: 'reject', expected },
        run.error?.message === expected,
        () => `Expected the program to fail with "${expected}"; it ${outcome(run)}:`,
      ),
    toPredict: (run: Run, actual: Run, { timed, twin = false }: PredictOptions) => {
      const predicted = readPrediction(run.value)
      // A program that prints nothing was not run, and an empty list would be right about it.
      const same =
        actual.lines.length > 0 &&
        predicted.length === actual.lines.length &&
        predicted.every(({ at, text }, index) => {
          const line = actual.lines[index]
          return line?.text === text && (!timed || line.at === at)
        })
      return answer(
        run,
        { kind: 'predict', predicted, actual: actual.lines, timed, twin },
        same,
        () => 'The prediction is not what the program does',
      )
    },
  })
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-explicit-any -- it has to repeat vitest's own signature
  interface Assertion<T = any> {
    /** The run printed exactly this, at these moments; lines at one moment in any order. */
    toPrint(picture: string): T
    /** The same, and the order of lines at one moment counts. */
    toPrintInOrder(picture: string): T
    /** Both were printed, `first` in an earlier line. */
    toPrintBefore(first: string, second: string): T
    /** This was printed, and its first time was no later than this moment. */
    toPrintBy(text: string, moment: string): T
    /** Of these texts exactly these were printed, in this order; when, and what else, does not matter. */
    toPrintSequence(...texts: readonly string[]): T
    /** The program settled at exactly this moment, e.g. `'1000 ms'`. */
    toTake(duration: string): T
    /** Nothing happened after this moment any more. */
    toTakeAtMost(duration: string): T
    /** When the program settled nothing was left that could still happen. */
    toLeaveNothing(): T
    /** The program returned this, or a promise that was fulfilled with it. */
    toSettleWith(value: Value): T
    /** The program threw an error with this message, or returned a promise that was rejected with one. */
    toFailWith(message: string): T
    /** The prediction that this run returned is what `actual` printed. */
    toPredict(actual: Run, options: PredictOptions): T
  }
}

const endedWell = ({ trace, unobserved }: Run): boolean =>
  trace.ending.kind === 'finished' && unobserved.length === 0

function picture(
  run: Run,
  check: Check,
  draw: typeof renderComparison | undefined,
): readonly string[] {
  // The picture of a prediction would be its answer.
  if (!draw || check.kind === 'predict') return []
  const { expected, ordered } =
    check.kind === 'print' ? check : { expected: undefined, ordered: false }
  return ['', ...draw({ expected, ordered, trace: run.trace }, { columns: COLUMNS, colour: false })]
}

function settling({ settledAt }: Run): string {
  return settledAt === undefined ? 'never settled' : `settled at ${settledAt} ms`
}

function outcome(run: Run): string {
  if (run.error) return `failed with ${run.error.name} "${run.error.message}"`
  return run.settledAt === undefined ? how(run.trace.ending) : `returned ${show(run.value)}`
}

const how = ({ kind }: Ending): string =>
  kind === 'never-settles' ? 'never settled' : `ended otherwise (${kind})`

function parseDuration(text: string): number {
  const [, ms] = /^\s*(\d+) ms$/.exec(text) ?? []
  if (ms === undefined) throw new Error(`"${text}" is no duration; write it as "1000 ms"`)
  return Number(ms)
}

const show = (value: Value): string =>
  inspect(value, { breakLength: Infinity, depth: Infinity, compact: true })

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

/** A prediction is a list of `'text'` or `[ms, 'text']`; whatever else stands there predicts nothing. */
function readPrediction(
  value: Value,
): { readonly at: ReturnType<typeof simulatedMs>; readonly text: string }[] {
  if (!isList(value)) return []
  return value.map((line) => {
    const [at, text] = isList(line) ? line : [0, line]
    return {
      at: simulatedMs(typeof at === 'number' ? at : 0),
      text: typeof text === 'string' ? text : '',
    }
  })
}
