import { brokenRules } from './diagnosis/broken.ts'
import { withoutComments } from './diagnosis/code.ts'
import { leadOf, lineOfFirstWrong } from './diagnosis/prediction.ts'
import { explainedBy, isUnexplained, symptoms } from './diagnosis/symptoms.ts'
import type { Check, RunEvidence, TestEvidence } from './evidence.ts'
import { Run, type Line } from './run.ts'
import { compareLines } from './timeline.ts'
import type { SimulatedMs } from './trace.ts'

export {
  columnsOf,
  comesBefore,
  goesWrong,
  isAtStake,
  isTwin,
  lacks,
  lineIn,
  runsBackwards,
  type Columns,
} from './diagnosis/predicted.ts'

/** What a rule looks at: one run that a suite was not content with. */
export interface Clue {
  readonly run: Run
  /** What was asked of the run and did not hold; undefined when the run itself came to a bad end. */
  readonly check: Check | undefined
  /** Everything that was asked of the run, what held included. */
  readonly asked: readonly Check[]
  /** The picture that the run was compared with, where there is one. */
  readonly expected: readonly Line[]
  /** The shortest time that does the job, in simulated ms: what the suite asked for. */
  readonly ideal: number
  /** Simulated ms until the program settled, or, where it never did, until nothing was left. */
  readonly took: SimulatedMs
  /** The data that the suite handed to the program. */
  readonly data: RunEvidence['data']
  /** The test drew its inputs from the seed. */
  readonly varied: boolean
  /** The suite's function that was run, as source. */
  readonly program: string
  readonly source: string
  /** The first line of the source that matches, counted from 1; comments are none. */
  readonly lineOf: (pattern: RegExp) => number | undefined
}

/**
 * The learner's own numbers, for the `{placeholders}` of a sentence. `{left:# timer|# timers}` says one
 * thing for 1 and another for more; `{times:once|twice|# times}` has a word for 2 as well.
 */
export type Numbers = Readonly<Record<string, string | number>>

/** Languages that sentences may be written in; English is always there. */
export type Language = 'en' | 'zh'

/** One misconception: how it shows, and what a teacher says to it. */
export interface Rule {
  /**
   * @returns whether the run shows it; an object fills placeholders beyond those that are always
   * there: `took`, `ideal`, `settles`, `ends`, `left`, `held`, and for predictions `lead`
   */
  readonly seen: (clue: Clue) => boolean | Numbers
  readonly says: { readonly en: string } & Readonly<Partial<Record<Language, string>>>
  /** The line that is to blame, where one is. */
  readonly line?: (clue: Clue) => number | undefined
}

/** Rules by key, most telling first: the first that is seen is told. */
export type Rules = Readonly<Record<string, Rule>>

/** What one exercise's wrong answers look like: the file `diagnosis.ts` beside its solution. */
export interface Diagnosis {
  readonly rules: Rules
  /** The code of the finding that the untouched stub gets, e.g. `count-async/stub`. */
  readonly stub: string
  /** Calls that would give the answer away: neither hints nor sentences may contain them. */
  readonly spoilers: readonly string[]
  /** Mutants of the model solution that are as right as it is, by name, and why: see `npm run verify -- --mutants`. */
  readonly survivors?: Readonly<Record<string, string>>
}

export interface Diagnosed {
  /** `<slug>/<key>` for an exercise's own rule, the bare key for a general one. */
  readonly code: string
  readonly message: string
  readonly line?: number
  readonly file?: string
}

/** A test that did not pass, as the diagnosis needs it. */
export interface FailedTest {
  readonly evidence: TestEvidence
  /** What the assertion said, for failures that no run explains. */
  readonly message: string
}

/**
 * Names what is wrong: first what makes the file no program at all, then the exercise's own rules,
 * then the general symptoms, which always find something to say.
 */
export function diagnose(
  slug: string,
  own: Rules,
  { evidence, message }: FailedTest,
  language: Language = 'en',
): Diagnosed {
  const [clue, ...others] = cluesOf(evidence)
  if (!clue) return { code: 'suite', message }
  const tables: readonly { readonly prefix: string; readonly rules: Rules }[] = [
    { prefix: '', rules: brokenRules },
    { prefix: `${slug}/`, rules: own },
    { prefix: '', rules: symptoms },
  ]
  for (const { prefix, rules } of tables) {
    const found = firstSeen(rules, clue, { prefix, language })
    if (!found) continue
    for (const other of others) {
      const cause = firstSeen(explainedBy(found.code), other, { prefix, language })
      if (cause) return cause
    }
    return found
  }
  return { code: 'suite', message }
}

function firstSeen(
  rules: Rules,
  clue: Clue,
  { prefix, language }: { readonly prefix: string; readonly language: Language },
): Diagnosed | undefined {
  for (const [key, rule] of Object.entries(rules)) {
    const numbers = rule.seen(clue)
    if (numbers === false) continue
    const line = rule.line?.(clue) ?? lineOfFirstWrong(clue)
    const site = blamed(clue)
    return {
      code: `${prefix}${key}`,
      message: fill(rule.says[language] ?? rule.says.en, {
        ...numbersOf(clue, language),
        ...(numbers === true ? {} : numbers),
      }),
      ...(line !== undefined ? { line } : site && { line: site.line, file: site.file }),
    }
  }
  return undefined
}

/** What to say when only the runs with other numbers fail. */
export const HARDCODED: Rule['says'] = {
  en: 'Right for the numbers in the task, wrong when they change: is one of them written into your code?',
}

/** Whether a general finding leaves open why, so that {@link HARDCODED} says more when only other numbers fail. */
export const mayBeHardcoded = ({ code }: Diagnosed): boolean => isUnexplained(code)

/** Puts the learner's numbers into a sentence. @throws when the sentence asks for one that nobody gave */
export function fill(sentence: string, numbers: Numbers): string {
  return sentence.replace(/\{(\w+)(?::([^{}]*))?\}/g, (_, name: string, forms?: string) => {
    const value = numbers[name]
    if (value === undefined) throw new Error(`Nothing fills {${name}} in "${sentence}"`)
    if (forms === undefined) return String(value)
    const each = forms.split('|')
    return (each[Number(value) - 1] ?? each.at(-1) ?? '').replace('#', String(value))
  })
}

/** One for each check that did not hold, in the order in which they were asked; they differ in nothing else. */
function cluesOf({ runs, source, varied }: TestEvidence): readonly Clue[] {
  const failing =
    runs.find(({ checks }) => checks.some(({ holds }) => !holds)) ??
    runs.find(({ trace }) => trace.ending.kind !== 'finished') ??
    runs.at(-1)
  if (!failing) return []
  const run = new Run(failing.trace)
  const wrong = failing.checks.filter(({ holds }) => !holds).map(({ check }) => check)
  const expected = failing.checks.flatMap(({ check: asked }) =>
    asked.kind === 'print' ? asked.expected : [],
  )
  const lines = withoutComments(source).split('\n')
  const clue: Clue = {
    run,
    check: wrong[0],
    asked: failing.checks.map(({ check: each }) => each),
    expected,
    ideal: idealOf(failing, expected),
    took: run.settledAt ?? run.endsAt,
    data: failing.data,
    varied,
    program: failing.program,
    source,
    lineOf: (pattern) => {
      const index = lines.findIndex((line) => pattern.test(line))
      return index < 0 ? undefined : index + 1
    },
  }
  return [clue, ...wrong.slice(1).map((check) => ({ ...clue, check }))]
}

function idealOf({ checks }: RunEvidence, expected: readonly Line[]): number {
  for (const { check } of checks) if (check.kind === 'take') return check.expectedMs
  return expected.at(-1)?.at ?? 0
}

function numbersOf(clue: Clue, language: Language): Numbers {
  const { run, took, ideal } = clue
  const lead = leadOf(clue, language)
  return {
    took,
    ideal,
    settles: run.settledAt ?? 'never',
    ends: run.endsAt,
    left: run.left,
    held: run.heldMs,
    ...(lead !== undefined && { lead }),
  }
}

/** The place to look at when the rule names none: where the run ended badly, else the first line that differs. */
function blamed({
  run,
  check,
  asked,
}: Clue): { readonly file: string; readonly line: number } | undefined {
  const { ending } = run.trace
  if ('site' in ending && ending.site) return ending.site
  if (ending.kind === 'threw') return ending.failure.site
  if (ending.kind === 'never-settles') return ending.waiting[0]?.site
  // A failure that was asked for is nobody's fault.
  const wantedFailure = check?.kind !== 'reject' && asked.some(({ kind }) => kind === 'reject')
  if (run.error?.site && !wantedFailure) return run.error.site
  const [unobserved] = run.unobserved
  if (unobserved?.failure.site) return unobserved.failure.site
  if (check?.kind !== 'print') return undefined
  const { lines } = run
  const { rows, firstDifference = -1 } = compareLines(check.expected, lines, check)
  const different = lines.findIndex((line) => line === rows[firstDifference]?.actual)
  return different < 0 ? undefined : run.lineOfPrint(different)?.site
}
