import { diagnose, HARDCODED, mayBeHardcoded, type Diagnosis, type Language } from './diagnosis.ts'
import type { Exercise } from './catalogue.ts'
import type { RunEvidence, TestEvidence } from './evidence.ts'
import type { Line } from './run.ts'
import type { CheckRequest, SuiteReport, SuiteTest } from './suite.ts'
import { simulatedMs, type SimulatedMs, type Trace } from './trace.ts'

/** One thing that is wrong, in a teacher's words. */
export interface Finding {
  /** `<slug>/<key>` of an exercise's own table, or a key of the general catalogue. */
  readonly code: string
  readonly message: string
  /** Where to look, when a line is to blame. `file` is a name such as `count-async.ts`. */
  readonly file?: string
  readonly line?: number
}

/** What was expected against what happened, for drawing. */
export interface Comparison {
  readonly test: string
  readonly expected: readonly Line[] | undefined
  /** Whether the order of lines at the same moment counts. */
  readonly ordered: boolean
  readonly trace: Trace
  /** The smallest case of an exploration that goes wrong, by the names of its parts. */
  readonly explored: TestEvidence['explored']
}

/** The answer to one check of one exercise. */
export interface Verdict {
  readonly version: 1
  readonly event: 'verdict'
  readonly exercise: string
  readonly status: 'passed' | 'failed' | 'broken'
  /** The one to show first comes first; empty when passed. */
  readonly findings: readonly Finding[]
  /** Simulated ms of the suite's first run, from its beginning until nothing was left. */
  readonly elapsedMs: SimulatedMs
  /** Real ms from asking to answer. */
  readonly wallMs: number
  /** Repeats the varied inputs: `--seed`. */
  readonly seed: number
  readonly tests: readonly { readonly name: string; readonly passed: boolean }[]
  /** Slugs of the exercises whose answers the judged file imports. */
  readonly needs: readonly string[]
  /** The run that the first finding is about; when passed, the suite's first run. Absent where it would give an answer away. */
  readonly comparison: Comparison | undefined
}

/** A suite could not judge: a fault of ours, never the learner's. */
export class SuiteFault extends Error {
  constructor(exercise: string, fault: string) {
    super(`The suite of ${exercise} could not judge: ${fault}`)
    this.name = 'SuiteFault'
  }
}

/**
 * Turns what a suite reported into a verdict.
 *
 * @throws SuiteFault when the suite could not judge
 */
export function judge(
  exercise: Exercise,
  report: SuiteReport,
  { rules }: Diagnosis,
  { seed }: CheckRequest,
  language: Language = 'en',
): Verdict {
  if (report.fault !== undefined) throw new SuiteFault(exercise.slug, report.fault)
  const tests = report.tests.map((test) => ({ ...test, evidence: evidenceOf(exercise, test) }))
  const failed = tests.filter(({ passed }) => !passed)
  const first = failed[0] ?? tests[0]
  const onlyVaried =
    failed.length > 0 &&
    failed.every(({ evidence }) => evidence.varied) &&
    tests.some(({ evidence }) => !evidence.varied)
  const findings = failed
    // A test that was cut short says nothing of its own.
    .filter(({ evidence }) => !evidence.notRun || showsFault(evidence))
    .map(({ evidence, errors }) =>
      diagnose(exercise.slug, rules, { evidence, message: errors[0]?.message ?? '' }, language),
    )
    .map((found) =>
      onlyVaried && mayBeHardcoded(found)
        ? { code: 'hardcoded', message: HARDCODED[language] ?? HARDCODED.en }
        : found,
    )
    .map((found): Finding =>
      found.line !== undefined && found.file === undefined
        ? { ...found, file: `${exercise.slug}.ts` }
        : found,
    )
    .filter(({ code }, index, all) => all.findIndex((other) => other.code === code) === index)
  return {
    version: 1,
    event: 'verdict',
    exercise: exercise.slug,
    status: statusOf(first?.evidence, failed.length),
    findings,
    // The moment at which a program to predict ends is part of what is asked for.
    elapsedMs:
      exercise.kind === 'predict' && failed.length > 0
        ? simulatedMs(0)
        : (tests[0]?.evidence.runs[0]?.trace.ending.at ?? simulatedMs(0)),
    wallMs: Math.round(report.wallMs * 10) / 10,
    seed,
    tests: report.tests.map(({ name, passed }) => ({ name, passed })),
    needs: [...new Set(tests.flatMap(({ evidence }) => evidence.needs))],
    comparison: first && comparisonOf(first.name, first.evidence),
  }
}

/** @throws SuiteFault when the test did not come from `exercise()`, or failed before its first run for a reason of its own */
function evidenceOf(exercise: Exercise, { name, evidence, errors }: SuiteTest): TestEvidence {
  if (!isEvidence(evidence))
    throw new SuiteFault(
      exercise.slug,
      `the test "${name}" left no evidence: it has to be made by exercise(…)`,
    )
  const explained = evidence.notRun || showsFault(evidence)
  if (errors[0] && !explained && errors[0].name !== 'AssertionError')
    throw new SuiteFault(exercise.slug, `the test "${name}" said: ${errors[0].message}`)
  return evidence
}

const showsFault = ({ runs }: TestEvidence): boolean =>
  runs.some(
    ({ checks, trace }) => checks.some(({ holds }) => !holds) || trace.ending.kind !== 'finished',
  )

const isEvidence = (evidence: unknown): evidence is TestEvidence =>
  typeof evidence === 'object' &&
  evidence !== null &&
  'runs' in evidence &&
  'source' in evidence &&
  'needs' in evidence &&
  'varied' in evidence

function statusOf(evidence: TestEvidence | undefined, failed: number): Verdict['status'] {
  if (failed === 0) return 'passed'
  return evidence?.runs.some(({ trace }) => trace.ending.kind === 'broken') ? 'broken' : 'failed'
}

function comparisonOf(test: string, { runs, explored }: TestEvidence): Comparison | undefined {
  const run =
    runs.find(({ checks }) => checks.some(({ holds }) => !holds)) ??
    runs.find(({ trace }) => trace.ending.kind !== 'finished') ??
    runs[0]
  if (!run || run.checks.some(({ check, holds }) => check.kind === 'predict' && !holds))
    return undefined
  const { expected, ordered } = pictureOf(run)
  return { test, expected, ordered, trace: run.trace, explored }
}

function pictureOf({ checks }: RunEvidence): {
  readonly expected: readonly Line[] | undefined
  readonly ordered: boolean
} {
  for (const { check } of checks) if (check.kind === 'print') return check
  return { expected: undefined, ordered: false }
}

/** The first run of a suite: the one that `npm run play` repeats in real time. */
export function firstRun(report: SuiteReport): RunEvidence | undefined {
  for (const { evidence } of report.tests)
    if (isEvidence(evidence)) for (const run of evidence.runs) return run
  return undefined
}
