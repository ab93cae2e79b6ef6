import type { ExerciseResult, GradedExercise, Results } from '../results.ts'
import { anchor } from './code.ts'
import { markup, type Html } from './html.ts'
import { bar, percent, points, quiet, STATUS, type Status } from './words.ts'

/** Each exercise with how many passed it, lesson by lesson. */
export function renderExercises({ exercises, submissions }: Results): Html {
  const bySlug = new Map<string, ExerciseResult[]>(exercises.map(({ slug }) => [slug, []]))
  for (const submission of submissions)
    for (const result of submission.exercises) bySlug.get(result.exercise)?.push(result)
  return markup`<section aria-labelledby="exercises"><h2 id="exercises">Exercises</h2>
<p class="quiet">How many of those who could be judged passed each. Striped: handed in, and not right.</p>
<table class="wide">
<thead><tr><th scope="col">Exercise</th><th scope="col">Passed</th><th scope="col" class="number">Mean points</th></tr></thead>
${byLesson(exercises, (exercise) => renderRow(exercise, bySlug.get(exercise.slug) ?? []))}</table></section>`
}

/** Rows of a table of three columns, in a group for each lesson. */
export function byLesson(
  exercises: readonly GradedExercise[],
  row: (exercise: GradedExercise) => Html,
): Html {
  return markup`${lessonsOf(exercises).map(
    ({ title, exercises: own }) =>
      markup`<tbody><tr class="lesson"><th scope="rowgroup" colspan="3">${title}</th></tr>
${own.map(row)}</tbody>
`,
  )}`
}

interface Lesson {
  readonly title: string
  readonly exercises: readonly GradedExercise[]
}

/** Exercises that follow one another in one lesson. */
export function lessonsOf(exercises: readonly GradedExercise[]): readonly Lesson[] {
  const lessons = new Map<string, GradedExercise[]>()
  for (const exercise of exercises) {
    const own = lessons.get(exercise.lesson)
    if (own) own.push(exercise)
    else lessons.set(exercise.lesson, [exercise])
  }
  return [...lessons.values()].map((own) => ({ title: own[0]?.lessonTitle ?? '', exercises: own }))
}

function renderRow(
  { number, title, slug }: GradedExercise,
  results: readonly ExerciseResult[],
): Html {
  const many = (...wanted: readonly Status[]): number =>
    results.filter(({ status }) => wanted.includes(status)).length
  const judged = results.filter(({ status }) => status !== 'fault')
  const good = percent(many('passed'), judged.length)
  const bad = Math.min(100 - good, percent(many('failed', 'broken'), judged.length))
  const others = OTHERS.filter((status) => many(status) > 0)
  const words = [
    `${many('passed')} of ${judged.length}`,
    ...others.map((status) => `${many(status)} ${STATUS[status].words}`),
  ]
  const mean = judged.reduce((sum, result) => sum + result.points, 0) / (judged.length || 1)
  const possible = results[0]?.possible ?? 0
  return markup`<tr id="${anchor(slug)}"><th scope="row">${number} ${title} ${quiet(slug)}</th>
<td>${bar({ good, bad })}<b>${good} %</b> ${quiet(words.join(' · '))}</td>
<td class="number">${points(mean)} ${quiet('of ', points(possible))}</td></tr>
`
}

const OTHERS = ['failed', 'broken', 'missing', 'fault'] as const
