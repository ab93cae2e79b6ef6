import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Exercise, Workbook } from './catalogue.ts'
import { openChecker } from './check.ts'
import type { Diagnosis, Language } from './diagnosis.ts'
import type { RunEvidence } from './evidence.ts'
import { firstRun, judge, type Finding, type Verdict } from './outcome.ts'
import type { CheckRequest, Confined, SuiteReport } from './suite.ts'

export interface JudgeOptions {
  /** Folder with the learner's files, laid out `<lesson>/<slug>.ts`. @default the workbook's `exercises` */
  readonly dir?: string
  /** The file to judge instead of the learner's own. */
  readonly file?: string
  /** Repeats the varied inputs of an earlier verdict. @default drawn once per judge */
  readonly seed?: number
  /** @default the learner's own loop: a warm sandbox behind Node's permissions */
  readonly confined?: Confined
  /** Gives the run up: its verdict is of no use any more, and the promise is rejected. */
  readonly signal?: AbortSignal
}

/** Answers, for an exercise and a file, whether the file is right and if not, why. */
export interface Judge {
  /** @throws SuiteFault when the suite could not judge, which says nothing about the file */
  judge(exercise: Exercise, options?: JudgeOptions): Promise<Verdict>
  /** What the suite itself said, without a verdict. */
  report(exercise: Exercise, options?: JudgeOptions): Promise<SuiteReport>
  /** The run with which the suite begins: what `npm run play` repeats in real time. */
  firstRun(exercise: Exercise, options?: JudgeOptions): Promise<RunEvidence | undefined>
  close(): Promise<void>
}

/** Vitest starts in the background: whoever asks first waits for it. */
export function openJudge(workbook: Workbook, language: Language = 'en'): Judge {
  const opening = openChecker(workbook)
  // Whoever asks is told why it could not be opened.
  opening.catch(() => {})
  const drawn = randomInt(1, MAX_SEED)
  const request = (exercise: Exercise, { dir, file, seed, confined }: JudgeOptions) => ({
    seed: seed ?? drawn,
    dir: dir ?? join(workbook.root, 'exercises'),
    replace: file === undefined ? {} : { [exercise.path]: file },
    ...(confined && { confined }),
  })
  const ask = async (exercise: Exercise, asked: CheckRequest, signal: AbortSignal | undefined) => {
    const [report, diagnosis] = await Promise.all([
      opening.then((checker) => checker.run(exercise, asked, signal ? { signal } : {})),
      loadDiagnosis(exercise),
    ])
    return judge(exercise, report, diagnosis, asked, language)
  }
  return {
    async judge(exercise, options = {}) {
      const asked = request(exercise, options)
      const verdict = await ask(exercise, asked, options.signal)
      if (verdict.status === 'passed') return verdict
      for (const earlier of workbook.exercises.filter(({ slug }) => verdict.needs.includes(slug))) {
        const below = await ask(earlier, asked, options.signal)
        if (below.status !== 'passed') return resting(verdict, below)
      }
      return verdict
    },
    report: async (exercise, options = {}) =>
      (await opening).run(exercise, request(exercise, options)),
    async firstRun(exercise, options = {}) {
      return firstRun(await (await opening).run(exercise, request(exercise, options)))
    },
    close: async () => (await opening).close(),
  }
}

/** The verdict of an answer that imports an earlier one, which is wrong itself: what else is seen may come of that. */
function resting(verdict: Verdict, { exercise, findings: [cause] }: Verdict): Verdict {
  const file = `${exercise}.ts`
  const finding: Finding = {
    code: 'builds-on',
    message: `This answer builds on your \`${file}\`, and that one does not pass yet, so begin there: \`npm run watch ${exercise}\`. What is said of it: ${cause?.message ?? ''}`,
    file,
    ...(cause?.line !== undefined && { line: cause.line }),
  }
  return { ...verdict, findings: [finding] }
}

/** Seeds are short, since people type them. */
const MAX_SEED = 1_000_000

/** The exercise's own table of wrong answers. */
export function loadDiagnosis({ answers }: Exercise): Promise<Diagnosis> {
  const file = join(answers, 'diagnosis.ts')
  const known = diagnoses.get(file)
  if (known) return known
  const diagnosis = import(pathToFileURL(file).href).then(
    (module: { readonly diagnosis: Diagnosis }) => module.diagnosis,
  )
  diagnoses.set(file, diagnosis)
  return diagnosis
}

/** Node looks up afresh what is imported again, in another thread where there is a loader. */
const diagnoses = new Map<string, Promise<Diagnosis>>()
