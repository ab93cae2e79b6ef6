import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import leven from 'leven'
import { UsageError } from './errors.ts'

/** How an exercise is worked: predict a program's output, or complete, fix or write one. */
export type ExerciseKind = 'predict' | 'complete' | 'fix' | 'write'

/** An exercise as `exercises/catalogue.ts` lists it. */
export interface ExerciseEntry {
  readonly slug: string
  readonly title: string
  readonly kind: ExerciseKind
  /** Difficulty, 1 to 4. */
  readonly stars: 1 | 2 | 3 | 4
  readonly points: number
}

export interface LessonEntry {
  /** Folder name, e.g. `04-gather`; begins with the lesson's two-digit number. */
  readonly slug: string
  readonly title: string
  readonly exercises: readonly ExerciseEntry[]
}

/** An exercise and where its files are. Paths are absolute. */
export interface Exercise extends ExerciseEntry {
  /** Lesson folder, e.g. `04-gather`. */
  readonly lesson: string
  readonly lessonTitle: string
  /** Lesson number and position in it, e.g. `4.1`. */
  readonly number: string
  /** Path below `exercises/` of the file that the learner edits, with forward slashes: `04-gather/count-async.ts`. */
  readonly path: string
  readonly file: string
  readonly suite: string
  readonly task: string
  /** Folder that holds `solution.ts`, `diagnosis.ts`, `also/` and `mistakes/`. */
  readonly answers: string
  readonly solution: string
}

export interface Workbook {
  /** Absolute path of the folder that holds `exercises/` and `solutions/`. */
  readonly root: string
  readonly lessons: readonly LessonEntry[]
  /** All exercises, in the order they are done. */
  readonly exercises: readonly Exercise[]
}

/** Reads `exercises/catalogue.ts` below `root`. */
export async function openWorkbook(root: string): Promise<Workbook> {
  const module: unknown = await import(pathToFileURL(join(root, 'exercises', 'catalogue.ts')).href)
  const { catalogue } = module as { readonly catalogue: readonly LessonEntry[] }
  const exercises = catalogue.flatMap((lesson) =>
    lesson.exercises.map((entry, index) => locate(root, lesson, entry, index + 1)),
  )
  return { root, lessons: catalogue, exercises }
}

function locate(
  root: string,
  lesson: LessonEntry,
  entry: ExerciseEntry,
  position: number,
): Exercise {
  const stem = join(root, 'exercises', lesson.slug, entry.slug)
  const answers = join(root, 'solutions', lesson.slug, entry.slug)
  return {
    ...entry,
    lesson: lesson.slug,
    lessonTitle: lesson.title,
    number: `${Number.parseInt(lesson.slug, 10)}.${position}`,
    path: `${lesson.slug}/${entry.slug}.ts`,
    file: `${stem}.ts`,
    suite: `${stem}.test.ts`,
    task: `${stem}.md`,
    answers,
    solution: join(answers, 'solution.ts'),
  }
}

/** The `.ts` files of an exercise's `also/` or `mistakes/` folder, as `{ name, file }`, by name. */
export function variants(
  exercise: Exercise,
  folder: 'also' | 'mistakes',
): { readonly name: string; readonly file: string }[] {
  const path = join(exercise.answers, folder)
  return readdirSync(path)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => ({ name: name.slice(0, -'.ts'.length), file: join(path, name) }))
}

/**
 * The exercise that `id` names: a slug, a number such as `4.1`, or an unambiguous beginning of a slug.
 *
 * @throws UsageError `unknown-exercise` or `ambiguous-exercise`, naming the nearest ones.
 */
export function findExercise(workbook: Workbook, id: string): Exercise {
  const wanted = id.trim().toLowerCase()
  const exact = workbook.exercises.find(({ slug, number }) => slug === wanted || number === wanted)
  if (exact) return exact
  const starting = workbook.exercises.filter(({ slug }) => wanted !== '' && slug.startsWith(wanted))
  const [only] = starting
  if (only && starting.length === 1) return only
  if (starting.length > 1) {
    throw new UsageError(
      'ambiguous-exercise',
      `"${id}" could be ${inWords(
        starting.map(({ slug }) => slug),
        'or',
      )}`,
      'Type a few more letters of the one you mean',
    )
  }
  throw new UsageError(
    'unknown-exercise',
    `There is no exercise "${id}"; the nearest are ${inWords(nearest(workbook, wanted), 'and')}`,
    '`npm run list` shows them all',
  )
}

function nearest(workbook: Workbook, wanted: string): string[] {
  return workbook.exercises
    .map(({ slug }) => ({
      slug,
      distance: Math.min(
        leven(wanted, slug),
        ...slug.split('-').map((word) => leven(wanted, word)),
      ),
    }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ slug }) => slug)
}

const inWords = (words: readonly string[], type: 'or' | 'and'): string =>
  new Intl.ListFormat('en', { type: type === 'or' ? 'disjunction' : 'conjunction' }).format(words)
