import { loadDiagnosis, openJudge } from './judge.ts'
import { findExercise, openWorkbook, type Exercise, type Workbook } from './catalogue.ts'
import { verifyAnswers } from './verify/answers.ts'
import { missingFiles, verifyFiles } from './verify/files.ts'
import { verifyLessons } from './verify/lessons.ts'
import { modelLearner } from './verify/model.ts'
import {
  renderHead,
  renderMutation,
  renderSum,
  verifyMutants,
  type Mutation,
} from './verify/mutants.ts'
import { verifyPlay } from './verify/play.ts'
import { verifyWords } from './verify/words.ts'

/** One thing an author has to mend, said as in a code review. */
export interface Problem {
  /** The file to open, below the root, with forward slashes. */
  readonly where: string
  readonly what: string
}

export interface VerifyOptions {
  /** Ids of the exercises to look at. @default all */
  readonly only?: readonly string[]
  readonly say: (line: string) => void
  /** Seeds that every answer is judged under. @default 1 to 5 */
  readonly seeds?: readonly number[]
  /** Also run the solutions in real time under plain Node, which takes some seconds. @default true */
  readonly realTime?: boolean
}

/** The author's self-check of everything that learners are given. */
export async function verify(
  root: string,
  options: VerifyOptions,
): Promise<{ readonly problems: readonly Problem[] }> {
  const { only = [], say, seeds = [1, 2, 3, 4, 5], realTime = true } = options
  const workbook = await openWorkbook(root)
  const exercises =
    only.length > 0 ? only.map((id) => findExercise(workbook, id)) : workbook.exercises
  const problems: Problem[] = []
  const report = (found: readonly Problem[]): void => {
    problems.push(...found)
    for (const { where, what } of found) say(`${where}\n  ${what}`)
  }
  if (only.length === 0) {
    report(verifyFiles(workbook))
    const lessons = await verifyLessons(workbook, { realTime })
    report(lessons.problems)
    say(
      `${count(lessons.programs, 'program')} of the lessons run${lessons.skipped > 0 ? `, ${lessons.skipped} in Python skipped: there is no python3 from 3.11 on` : ''}`,
    )
  }
  const model = modelLearner(workbook)
  const judge = openJudge(workbook)
  try {
    for (const exercise of exercises.filter(complete(workbook, report))) {
      const diagnosis = await loadDiagnosis(exercise)
      report(verifyWords(workbook, exercise, diagnosis))
      const answers = await verifyAnswers(workbook, exercise, diagnosis, {
        judge,
        dir: model.dir,
        seeds,
      })
      report(answers.problems)
      say(`${exercise.slug}: ${count(answers.judged, 'answer')} judged`)
    }
    if (realTime) {
      const played = await verifyPlay(workbook, exercises, { judge, dir: model.dir })
      report(played.problems)
      say(`In real time, under plain Node: ${count(played.count, 'answer')}`)
    }
  } finally {
    model.remove()
    await judge.close()
  }
  say(
    problems.length === 0
      ? `${count(exercises.length, 'exercise')}, nothing to mend`
      : `${problems.length} to mend`,
  )
  return { problems }
}

/**
 * Spoils every model solution in small ways, one at a time: its suite has to notice each, or the
 * author has to say why a mutant is as right as the solution.
 */
export async function verifyMutations(
  root: string,
  { only = [], say }: Pick<VerifyOptions, 'only' | 'say'>,
): Promise<{ readonly problems: readonly Problem[] }> {
  const workbook = await openWorkbook(root)
  const exercises =
    only.length > 0 ? only.map((id) => findExercise(workbook, id)) : workbook.exercises
  const model = modelLearner(workbook)
  const judge = openJudge(workbook)
  const mutations: Mutation[] = []
  say(renderHead())
  try {
    for (const exercise of exercises.filter(({ kind }) => kind !== 'predict')) {
      const diagnosis = await loadDiagnosis(exercise)
      const mutation = await verifyMutants(workbook, exercise, diagnosis, { judge, dir: model.dir })
      mutations.push(mutation)
      renderMutation(mutation).forEach(say)
    }
  } finally {
    model.remove()
    await judge.close()
  }
  say(renderSum(mutations))
  const problems = mutations.flatMap((mutation) => mutation.problems)
  for (const { where, what } of problems) say(`${where}\n  ${what}`)
  return { problems }
}

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`

/** An exercise with files missing is reported, and not judged. */
const complete =
  (workbook: Workbook, report: (found: readonly Problem[]) => void) =>
  (exercise: Exercise): boolean => {
    const missing = missingFiles(workbook, exercise)
    report(missing)
    return missing.length === 0
  }
