import { existsSync, readFileSync } from 'node:fs'
import { solutionOf } from '../answers.ts'
import { findExercise, openWorkbook } from '../catalogue.ts'
import { renderDifference } from '../difference.ts'
import { UsageError } from '../errors.ts'
import { reset as putBack } from '../reset.ts'
import { readTask } from '../task.ts'
import { paints } from '../terminal.ts'
import { PASSED, type ExitCode } from './exit.ts'
import { below, look, ROOT, say } from './place.ts'
import { hasPassed } from './standings.ts'

export async function hint(id: string, n: number | undefined): Promise<ExitCode> {
  const workbook = await openWorkbook(ROOT)
  const exercise = findExercise(workbook, id)
  const { hints } = readTask(exercise)
  if (n !== undefined && n > hints.length)
    throw new UsageError(
      'no-such-hint',
      `"${exercise.slug}" has ${hints.length} hints, not ${n}`,
      `npm run hint ${exercise.slug} ${hints.length}`,
    )
  const wanted = n ?? 1
  say(hints[wanted - 1])
  if (wanted < hints.length)
    say(
      paints(look().colour).dim(
        `\nHint ${wanted} of ${hints.length}; the next one: npm run hint ${exercise.slug} ${wanted + 1}`,
      ),
    )
  return PASSED
}

export async function solution(id: string, options: { anyway?: boolean }): Promise<ExitCode> {
  const workbook = await openWorkbook(ROOT)
  const exercise = findExercise(workbook, id)
  if (options.anyway !== true) {
    if (!(await hasPassed(workbook, exercise))) {
      throw new UsageError(
        'not-passed-yet',
        `"${exercise.slug}" does not pass yet, and its solution would take the fun away`,
        `npm run hint ${exercise.slug}, or: npm run solution ${exercise.slug} -- --anyway`,
      )
    }
  }
  const solution = solutionOf(readFileSync(exercise.solution, 'utf8'))
  say(solution)
  if (existsSync(exercise.file))
    renderDifference({ mine: readFileSync(exercise.file, 'utf8'), solution }, look()).forEach(say)
  return PASSED
}

export async function reset(id: string): Promise<ExitCode> {
  const workbook = await openWorkbook(ROOT)
  const exercise = findExercise(workbook, id)
  const { kept } = putBack(workbook, exercise, new Date())
  say(`${below(exercise.file)} is the stub again`)
  if (kept !== undefined) say(`What was there before is kept as ${below(kept)}`)
  return PASSED
}
