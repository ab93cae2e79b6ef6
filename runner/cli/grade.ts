import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { findExercise, openWorkbook, type Exercise, type Workbook } from '../catalogue.ts'
import { UsageError } from '../errors.ts'
import {
  grade as gradeClass,
  readLateRule,
  readOverrides,
  renderChanges,
  showProgress,
  writeFiles,
} from '../grade.ts'
import {
  FORMATS,
  gradesCsv,
  readFormats,
  type FormatName,
  type FormatOptions,
} from '../gradebook.ts'
import { renderReport, renderStudent } from '../pages.ts'
import { fileNameOf, readResults, type Results } from '../results.ts'
import type { Tier } from '../sandbox.ts'
import { readSubmissions, type Intake } from '../submissions.ts'
import { visible } from '../terminal.ts'
import { chooseWall } from '../walls.ts'
import { PASSED, WRONG, type ExitCode } from './exit.ts'
import { below, ROOT, say } from './place.ts'
import { versionOf } from './version.ts'

export interface GradeFlags {
  readonly out: string
  readonly roster?: string
  readonly exercises?: readonly string[]
  readonly lessons?: readonly number[]
  readonly seed: number
  readonly due?: Date
  readonly late: string
  readonly overrides?: string
  readonly predictWeight: number
  readonly format?: readonly string[]
  readonly moodleWorksheet?: string
  readonly canvasGradebook?: string
  readonly workers?: number
  readonly isolation?: Tier
  readonly trustSubmissions?: boolean
  readonly compare?: string
}

export async function grade(paths: readonly string[], flags: GradeFlags): Promise<ExitCode> {
  const workbook = await openWorkbook(ROOT)
  const out = resolve(flags.out)
  const exercises = chosen(workbook, flags)
  // Everything that a person may have got wrong is looked at before the first submission is run.
  const options = formatOptions(flags)
  const formats = readFormats(flags.format ?? [], options)
  const before = flags.compare === undefined ? undefined : readResults(readFile(flags.compare))
  const overridesFile = flags.overrides ?? join(out, 'overrides.csv')
  const policy = {
    predictWeight: flags.predictWeight,
    due: flags.due,
    late: readLateRule(flags.late),
    overrides:
      flags.overrides !== undefined || existsSync(overridesFile)
        ? readOverrides(overridesFile)
        : [],
  }
  const intake = await readSubmissions(paths, {
    workbook,
    ...(flags.roster !== undefined && { roster: flags.roster }),
  })
  refuseUnknown(policy.overrides, { intake, workbook, file: overridesFile })
  const wall = await chooseWall({
    insist: flags.isolation,
    trust: flags.trustSubmissions === true,
  })
  say(
    `${intake.submissions.length} submissions, ${exercises.length} exercises, isolation: ${wall.tier}`,
  )
  sayIntake(intake)
  const stop = new AbortController()
  const interrupt = (): void => stop.abort(new Stopped())
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const results = await gradeClass({
    workbook,
    version: versionOf(ROOT),
    exercises,
    intake,
    seed: flags.seed,
    wall,
    policy,
    workers: flags.workers ?? availableParallelism(),
    journal: join(out, '.journal.ndjson'),
    progress: showProgress(intake.submissions.length, {
      output: process.stderr,
      now: () => performance.now(),
    }),
    signal: stop.signal,
  }).finally(() => process.off('SIGINT', interrupt).off('SIGTERM', interrupt))
  if (before) {
    renderChanges(before, results).forEach(say)
    say(`Nothing was written; the same command without --compare writes ${below(out)}`)
  } else {
    write(out, results, { formats, options })
  }
  return sayFaults(results)
}

/** Ended by a key or a signal. What was judged until then is in the journal. */
class Stopped extends UsageError {
  constructor() {
    super(
      'stopped',
      'Stopped; what has been judged is remembered',
      'The same command goes on from here',
    )
  }
}

function chosen(workbook: Workbook, { exercises, lessons }: GradeFlags): readonly Exercise[] {
  const named = exercises?.map((id) => findExercise(workbook, id).slug)
  const found = workbook.exercises.filter(
    ({ slug, lesson }) =>
      (named === undefined || named.includes(slug)) &&
      (lessons === undefined || lessons.includes(Number.parseInt(lesson, 10))),
  )
  if (found.length === 0)
    throw new UsageError('no-exercises', 'These lessons and exercises have nothing in common')
  return found
}

function refuseUnknown(
  overrides: ReturnType<typeof readOverrides>,
  {
    intake,
    workbook,
    file,
  }: { readonly intake: Intake; readonly workbook: Workbook; readonly file: string },
): void {
  const people = new Set(
    [...intake.submissions, ...intake.missing.map((person) => ({ person }))].map(
      ({ person }) => person.id,
    ),
  )
  for (const { id, exercise } of overrides) {
    if (!people.has(id))
      throw new UsageError('bad-overrides', `"${file}" is about "${id}", who is not in this class`)
    if (exercise !== undefined && !workbook.exercises.some(({ slug }) => slug === exercise))
      throw new UsageError('bad-overrides', `"${file}" names "${exercise}", which is no exercise`)
  }
}

function sayIntake({ missing, unmatched, problems }: Intake): void {
  for (const { name, id } of missing) say(`Handed in nothing: ${visible(`${name} (${id})`)}`)
  for (const { source, why } of unmatched)
    say(`Not on the roster: ${visible(source)}. ${visible(why)}`)
  for (const problem of problems) say(visible(problem))
}

function formatOptions({ moodleWorksheet, canvasGradebook }: GradeFlags): FormatOptions {
  return {
    ...(moodleWorksheet !== undefined && { moodleWorksheet: readFile(moodleWorksheet) }),
    ...(canvasGradebook !== undefined && { canvasGradebook: readFile(canvasGradebook) }),
  }
}

function write(
  out: string,
  results: Results,
  {
    formats,
    options,
  }: { readonly formats: readonly FormatName[]; readonly options: FormatOptions },
): void {
  const extra = formats.flatMap((name) => FORMATS[name](results, options))
  writeFiles(out, [
    { path: 'results.json', content: `${JSON.stringify(results, undefined, 1)}\n` },
    { path: 'grades.csv', content: gradesCsv(results) },
    { path: 'report.html', content: renderReport(results) },
    ...results.submissions.map((submission) => ({
      path: `students/${fileNameOf(submission.person)}.html`,
      content: renderStudent(results, submission),
    })),
    ...extra,
  ])
  for (const note of new Set(extra.flatMap(({ notes = [] }) => notes))) say(visible(note))
  const names = ['report.html', 'students/', 'grades.csv', 'results.json', ...formats]
  say(`Written to ${below(out)}: ${names.join(', ')}`)
}

function sayFaults({ submissions }: Results): ExitCode {
  const faults = submissions.filter(({ status }) => status === 'fault')
  if (faults.length === 0) return PASSED
  say(
    `${faults.length} could not be judged in full, which is not their fault; they have no points yet:`,
  )
  for (const { person, exercises } of faults)
    say(
      `  ${visible(person.name)}: ${exercises
        .filter(({ status }) => status === 'fault')
        .map(({ exercise }) => exercise)
        .join(', ')}`,
    )
  say('The same command tries them again')
  return WRONG
}

function readFile(path: string): string {
  if (!existsSync(path)) throw new UsageError('no-such-file', `There is no file "${path}"`)
  return readFileSync(path, 'utf8')
}
