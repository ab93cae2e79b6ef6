import type { Results } from '../results.ts'
import { medianOf, renderHistogram } from './histogram.ts'
import { markup, type Html } from './html.ts'
import { percent, points, quiet } from './words.ts'

/** How many, and how they did. */
export function renderGlance({ submissions, missing, unmatched }: Results): Html {
  const final = submissions.filter(({ status }) => status === 'graded')
  const all = final.map((submission) => submission.points).sort((a, b) => a - b)
  const possible = Math.max(0, ...submissions.map((submission) => submission.possible))
  const answers = final.flatMap((submission) => submission.exercises)
  const passed = answers.filter(({ status }) => status === 'passed').length
  return markup`<section aria-labelledby="glance"><h2 id="glance">At a glance</h2>
<dl class="tiles">
${tile('Graded', final.length, 'points are final')}
${tile('Median', points(medianOf(all)), `of ${points(possible)} points`)}
${tile('Passed', `${percent(passed, answers.length)} %`, 'of all exercises, by all people')}
${tile('Not judged', submissions.length - final.length, 'our doing, no marks lost')}
${tile('Missing', missing.length, 'nothing handed in')}
${tile('Unmatched', unmatched.length, 'handed in, not on the roster')}
</dl>
<h3>Distribution of points</h3>
${renderHistogram(all, possible)}</section>`
}

const tile = (name: string, value: string | number, words: string): Html =>
  markup`<div><dt>${name}</dt><dd><b>${value}</b> ${quiet(words)}</dd></div>`
