import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Exercise, Workbook } from './catalogue.ts'
import { UsageError } from './errors.ts'
import { KEPT, keep, putStub } from './reset.ts'

/**
 * The exercise to do once more: of those that pass, the one that was worked on longest ago, from
 * another lesson than `from` if there is one. What is remembered after a while, and between other
 * things, stays. Predictions are left out: who has seen the output once has nothing left to predict.
 *
 * @param passed slugs of the exercises that pass now
 */
export function chooseReview(
  workbook: Workbook,
  { passed, from }: { readonly passed: readonly string[]; readonly from?: Exercise | undefined },
): Exercise | undefined {
  const candidates = workbook.exercises
    .filter(({ kind, slug }) => kind !== 'predict' && slug !== from?.slug && passed.includes(slug))
    .map((exercise) => ({ exercise, touchedAt: statSync(exercise.file).mtimeMs }))
    .sort((one, other) => one.touchedAt - other.touchedAt)
    .map(({ exercise }) => exercise)
  return candidates.find(({ lesson }) => lesson !== from?.lesson) ?? candidates[0]
}

/**
 * Puts a passed exercise back to its stub, and its answer aside.
 *
 * @param at names a copy, where the answer of an earlier review has to make room
 * @returns absolute path of the answer that waits
 */
export function startReview(workbook: Workbook, exercise: Exercise, at: Date): string {
  const aside = asideOf(workbook, exercise)
  if (existsSync(aside)) keep(workbook, exercise, readFileSync(aside), at)
  mkdirSync(dirname(aside), { recursive: true })
  copyFileSync(exercise.file, aside)
  putStub(exercise)
  return aside
}

/**
 * Ends a review: the answer of before is the answer again.
 *
 * @returns where the attempt is kept, if there was one
 * @throws UsageError `no-review` when no answer waits
 */
export function endReview(workbook: Workbook, exercise: Exercise, at: Date): string | undefined {
  const aside = asideOf(workbook, exercise)
  if (!existsSync(aside))
    throw new UsageError(
      'no-review',
      `No answer to "${exercise.slug}" was put aside`,
      `npm run review ${exercise.slug} begins a review; copies made by a reset are in ${KEPT}/${exercise.lesson}`,
    )
  const attempt = existsSync(exercise.file) ? readFileSync(exercise.file) : undefined
  const answer = readFileSync(aside)
  const kept =
    attempt === undefined || attempt.equals(answer)
      ? undefined
      : keep(workbook, exercise, attempt, at)
  writeFileSync(exercise.file, answer)
  rmSync(aside)
  return kept
}

const asideOf = ({ root }: Workbook, { path }: Exercise): string =>
  join(root, KEPT, 'review', ...path.split('/'))
