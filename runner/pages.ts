import { renderApart, renderConditions } from './pages/apart.ts'
import { renderDocument } from './pages/document.ts'
import { renderExercises } from './pages/exercises.ts'
import { renderGlance } from './pages/glance.ts'
import { cut, markup, type Html } from './pages/html.ts'
import { renderMisconceptions } from './pages/misconceptions.ts'
import { renderPeople } from './pages/people.ts'
import { renderAnswers, renderOverview, renderPoints } from './pages/student.ts'
import { count, nameOf, points } from './pages/words.ts'
import type { Results, SubmissionResult } from './results.ts'

/**
 * `report.html`: the class at a glance, for its instructor. One file that needs nothing from elsewhere;
 * it links to the pages of {@link renderStudent}, in `students/<fileNameOf(person)>.html`.
 */
export function renderReport(results: Results): string {
  const { submissions, exercises } = results
  return renderDocument({
    title: 'Class report · async-workbook',
    made: madeBy(results),
    body: markup`<header><h1>Class report</h1>
<p class="quiet">${count(submissions.length, 'submission')}, ${count(exercises.length, 'exercise')}</p>
${renderContents()}</header>
${renderGlance(results)}
${renderExercises(results)}
${renderMisconceptions(results)}
${renderApart(results)}
${renderConditions(results)}
${renderPeople(results)}`,
  })
}

/** `students/<id>.html`: verdicts, pictures, findings and code of one submission, for whoever wrote it. */
export function renderStudent(results: Results, submission: SubmissionResult): string {
  const { person, status, possible } = submission
  const warning = markup`<p class="note"><strong>Not final:</strong> something could not be judged, which is the workbook’s doing and costs no marks.</p>`
  return renderDocument({
    title: `${cut(person.name || person.id, 120)} · async-workbook`,
    back: { href: '../report.html', words: 'The class' },
    made: madeBy(results),
    body: markup`<header><h1>${nameOf(person)}</h1>
<p class="total">${points(submission.points)} of ${count(possible, 'point')}</p>
${status === 'fault' && warning}</header>
${renderPoints(submission)}
${renderOverview(results, submission)}
${renderAnswers(results, submission)}`,
  })
}

const madeBy = ({ workbook, seed, isolation }: Results): Html =>
  markup`async-workbook ${workbook.version} (${workbook.digest.slice(0, 12)}) · seed ${seed} · isolation ${isolation.tier}`

const renderContents = (): Html =>
  markup`<nav class="contents" aria-label="On this page"><ul>
${SECTIONS.map(
  ([id, words]) => markup`<li><a href="#${id}">${words}</a></li>
`,
)}</ul></nav>`

const SECTIONS = [
  ['glance', 'At a glance'],
  ['exercises', 'Exercises'],
  ['misconceptions', 'Misconceptions'],
  ['apart', 'To look after'],
  ['conditions', 'How this was graded'],
  ['people', 'People'],
] as const
