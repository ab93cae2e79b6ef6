import { findExercise, openWorkbook, type Exercise, type Workbook } from '../catalogue.ts'
import { UsageError } from '../errors.ts'
import { chooseReview, endReview, startReview } from '../review.ts'
import { PASSED, type ExitCode } from './exit.ts'
import { below, ROOT, say } from './place.ts'
import { hasPassed, standings } from './standings.ts'

export async function review(
  id: string | undefined,
  options: { back?: boolean },
): Promise<ExitCode> {
  const workbook = await openWorkbook(ROOT)
  const named = id === undefined ? undefined : findExercise(workbook, id)
  if (options.back === true) {
    if (!named)
      throw new UsageError('no-exercise', 'Which one?', 'npm run review count-sync -- --back')
    const kept = endReview(workbook, named, new Date())
    say(`${below(named.file)} is your answer of before again`)
    if (kept !== undefined) say(`What you had begun is kept as ${below(kept)}`)
    return PASSED
  }
  const exercise = await passedExercise(workbook, named)
  const aside = startReview(workbook, exercise, new Date())
  say(`${exercise.slug} once more, from its stub: ${below(exercise.file)}`)
  say(`Your answer waits as ${below(aside)}`)
  say(`npm run watch ${exercise.slug} answers every save`)
  say(`npm run review ${exercise.slug} -- --back brings your answer back`)
  return PASSED
}

/** The named exercise, or one to do once more. @throws UsageError unless it passes */
async function passedExercise(workbook: Workbook, named: Exercise | undefined): Promise<Exercise> {
  if (named) {
    if (await hasPassed(workbook, named)) return named
    throw new UsageError(
      'not-passed-yet',
      `"${named.slug}" does not pass yet, so there is nothing to do once more`,
      `npm run watch ${named.slug}`,
    )
  }
  const passed = (await standings(workbook))
    .filter(({ verdict }) => verdict.status === 'passed')
    .map(({ exercise }) => exercise.slug)
  const chosen = chooseReview(workbook, { passed })
  if (chosen) return chosen
  throw new UsageError(
    'nothing-passed-yet',
    'No exercise passes yet that could be done once more',
    'npm run watch',
  )
}
