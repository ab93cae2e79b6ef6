import type { ExerciseResult, Results, SubmissionResult } from '../results.ts'
import { filesOf, renderAnswer } from './answer.ts'
import { anchor } from './code.ts'
import { byLesson, lessonsOf } from './exercises.ts'
import { cut, markup, type Html } from './html.ts'
import { badge, change, points, quiet, theirs } from './words.ts'

/** Where the points come from, and what was handed in. */
export function renderPoints(submission: SubmissionResult): Html {
  const { person, source, digest, submittedAt, intake, earned, adjustments } = submission
  const problems = intake.problems.slice(0, MOST_PROBLEMS)
  return markup`<section aria-labelledby="points"><h2 id="points">Points</h2>
<table class="sum"><thead class="spoken"><tr><th scope="col">What</th><th scope="col">Points</th></tr></thead><tbody>
${sumRow('Earned by the exercises', points(earned))}
${adjustments.map(({ why, points: by }) => sumRow(cut(why), change(by)))}
<tr class="result"><th scope="row">Points</th><td class="number">${points(submission.points)} ${quiet('of ', points(submission.possible))}</td></tr>
</tbody></table>
<dl class="facts">
<div><dt>Known as</dt><dd>${theirs(person.id)}</dd></div>
${submittedAt !== undefined && markup`<div><dt>Handed in</dt><dd>${cut(submittedAt)}</dd></div>`}
<div><dt>Files</dt><dd>${intake.taken} taken, ${intake.ignored} left out</dd></div>
<div><dt>From</dt><dd class="file">${theirs(source)}</dd></div>
<div><dt>SHA-256</dt><dd><code>${cut(digest, 64)}</code></dd></div>
</dl>
${problems.length > 0 && markup`<h3>Problems on arrival</h3><ul class="plain">${problems.map((problem) => markup`<li>${cut(problem)}</li>`)}</ul>`}</section>`
}

/** Every exercise in a line. */
export function renderOverview({ exercises }: Results, submission: SubmissionResult): Html {
  const results = bySlug(submission)
  const graded = exercises.filter(({ slug }) => results.has(slug))
  return markup`<section aria-labelledby="overview"><h2 id="overview">Overview</h2>
<table class="wide"><thead><tr><th scope="col">Exercise</th><th scope="col">Result</th><th scope="col" class="number">Points</th></tr></thead>
${byLesson(graded, ({ slug, number, title }) => {
  const { status = 'missing', points: got = 0, possible = 0 } = results.get(slug) ?? {}
  const words = markup`${number} ${title}`
  const name = status === 'missing' ? words : markup`<a href="#${anchor(slug)}">${words}</a>`
  return markup`<tr><th scope="row">${name}</th><td>${badge(status)}</td><td class="number">${points(got)} ${quiet('of ', points(possible))}</td></tr>
`
})}</table></section>`
}

/** Every exercise that was handed in, lesson by lesson. */
export function renderAnswers({ exercises }: Results, submission: SubmissionResult): Html {
  const results = bySlug(submission)
  const files = filesOf(submission)
  const handedIn = exercises.filter(
    ({ slug }) => (results.get(slug)?.status ?? 'missing') !== 'missing',
  )
  return markup`${lessonsOf(handedIn).map(
    ({ title, exercises: own }) => markup`<section><h2>${title}</h2>
${own.map((exercise) => {
  const result = results.get(exercise.slug)
  return result && renderAnswer({ exercise, result, files })
})}</section>
`,
  )}`
}

const sumRow = (what: string, value: string): Html =>
  markup`<tr><th scope="row">${what}</th><td class="number">${value}</td></tr>`

const bySlug = ({ exercises }: SubmissionResult): ReadonlyMap<string, ExerciseResult> =>
  new Map(exercises.map((result) => [result.exercise, result]))

const MOST_PROBLEMS = 50
