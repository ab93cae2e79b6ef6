import type { Exercise, Workbook } from '../catalogue.ts'
import { openJudge } from '../judge.ts'
import type { Verdict } from '../outcome.ts'
import { paints } from '../terminal.ts'
import { look, say } from './place.ts'

/** An exercise, and how the learner's own answer to it is doing. */
export interface Standing {
  readonly exercise: Exercise
  readonly verdict: Verdict
}

/** Judges the learner's own answers, by default all of them, in their order. */
export async function standings(
  workbook: Workbook,
  exercises: readonly Exercise[] = workbook.exercises,
): Promise<readonly Standing[]> {
  const judge = openJudge(workbook)
  try {
    const rows: Standing[] = []
    for (const exercise of exercises) rows.push({ exercise, verdict: await judge.judge(exercise) })
    return rows
  } finally {
    await judge.close()
  }
}

export async function hasPassed(workbook: Workbook, exercise: Exercise): Promise<boolean> {
  const [standing] = await standings(workbook, [exercise])
  return standing?.verdict.status === 'passed'
}

/** Every exercise with its state, lesson by lesson. */
export function showStandings(rows: readonly Standing[]): void {
  const { bold, dim, green } = paints(look().colour)
  let lesson = ''
  for (const { exercise, verdict } of rows) {
    if (exercise.lesson !== lesson) say(`${lesson === '' ? '' : '\n'}${bold(exercise.lessonTitle)}`)
    lesson = exercise.lesson
    const passed = verdict.status === 'passed'
    const state = passed ? green('✓ done ') : '· to do'
    say(
      `  ${state}  ${exercise.number.padEnd(4)}  ${exercise.slug.padEnd(23)} ${exercise.kind.padEnd(8)} ${'★'.repeat(exercise.stars).padEnd(4)} ${dim(exercise.title)}`,
    )
  }
  say(
    `\n${rows.filter(({ verdict }) => verdict.status === 'passed').length} of ${rows.length} done`,
  )
}
