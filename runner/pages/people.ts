import type { Results, SubmissionResult } from '../results.ts'
import { cut, markup, type Html } from './html.ts'
import { pageOf } from './misconceptions.ts'
import { bar, change, count, idBeside, nameOf, percent, points, quiet } from './words.ts'

/** Everybody who handed something in, with a link to their page. */
export function renderPeople({ submissions }: Results): Html {
  return markup`<section aria-labelledby="people"><h2 id="people">People</h2>
<table class="wide">
<thead><tr><th scope="col">Person</th><th scope="col">Points</th><th scope="col" class="number">Passed</th></tr></thead><tbody>
${submissions.map(renderRow)}</tbody></table></section>`
}

/** A name that leads to the person's page. */
export const personLink = ({ person }: SubmissionResult): Html =>
  markup`<a href="${pageOf(person)}">${nameOf(person)}</a>${idBeside(person)}`

function renderRow(submission: SubmissionResult): Html {
  const { exercises, possible, status } = submission
  const passed = exercises.filter((result) => result.status === 'passed').length
  const total =
    status === 'fault'
      ? markup`<b>not final</b> ${quiet(points(submission.points), ' so far')}`
      : markup`<b>${points(submission.points)}</b> ${quiet('of ', points(possible))}`
  const notes = notesOn(submission)
  return markup`<tr><th scope="row">${personLink(submission)}${notes !== '' && markup`<span class="quiet block">${notes}</span>`}</th>
<td><div class="inline">${bar({ good: percent(submission.points, possible) })}<span>${total}</span></div></td>
<td class="number">${passed} ${quiet('of ', exercises.length)}</td></tr>
`
}

const notesOn = ({ adjustments, intake }: SubmissionResult): string =>
  [
    ...adjustments.map(({ why, points: by }) => `${change(by)}: ${cut(why)}`),
    ...(intake.problems.length > 0
      ? [count(intake.problems.length, 'problem on arrival', 'problems on arrival')]
      : []),
  ].join(' · ')
