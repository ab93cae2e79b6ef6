import type { Exercise } from '../catalogue.ts'
import { paints } from '../terminal.ts'
import { look, say } from './place.ts'

/** Every exercise with its state, lesson by lesson. */
export function showStates(
  rows: readonly { readonly exercise: Exercise; readonly verdict: { readonly status: string } }[],
): void {
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
