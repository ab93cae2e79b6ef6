import type { Person, Results, SubmissionResult } from '../results.ts'
import { cut, markup, type Html } from './html.ts'
import { personLink } from './people.ts'
import { idBeside, nameOf, prose, quiet, theirs } from './words.ts'

/** What is not in the figures, and why; what somebody has to look after. */
export function renderApart({ submissions, missing, unmatched }: Results): Html {
  const strange = submissions.filter(({ intake }) => intake.problems.length > 0)
  const lists = [
    renderList(
      'Could not be judged',
      'Faults of the workbook or of this machine, which cost no marks. Grade again, or report them.',
      submissions.flatMap(faultsOf),
    ),
    renderList('Missing', 'On the roster, and nothing was handed in.', missing.map(personItem)),
    renderList(
      'Unmatched',
      'Handed in, and nobody on the roster; they were not graded.',
      unmatched.map(unmatchedItem),
    ),
    renderList(
      'Problems on arrival',
      'What was wrong with somebody’s files or archive; the rest of it was graded.',
      strange.map(problemsItem),
    ),
  ].filter((list) => list !== undefined)
  return markup`<section aria-labelledby="apart"><h2 id="apart">To look after</h2>
${lists.length > 0 ? lists : markup`<p>Nothing: everything that arrived was whole, had an owner, and could be judged.</p>`}</section>`
}

/** Under which conditions the runs took place. */
export function renderConditions({ workbook, seed, isolation: { tier, walls } }: Results): Html {
  const stood =
    walls.length === 0 ? 'none' : markup`<ul>${walls.map((wall) => markup`<li>${wall}</li>`)}</ul>`
  const warning = markup`<p class="note"><strong>No walls of the operating system stood.</strong> The submissions were trusted: only Node’s own permissions were between them and this machine.</p>`
  return markup`<section aria-labelledby="conditions"><h2 id="conditions">How this was graded</h2>
${tier === 'basic' && warning}
<dl class="facts">
<div><dt>Isolation</dt><dd>${tier}</dd></div>
<div><dt>Walls that stood</dt><dd>${stood}</dd></div>
<div><dt>Seed</dt><dd>${seed}</dd></div>
<div><dt>Version</dt><dd>async-workbook ${workbook.version}</dd></div>
<div><dt>Suites and rules</dt><dd><code>${workbook.digest}</code></dd></div>
</dl></section>`
}

function renderList(title: string, words: string, items: readonly Html[]): Html | undefined {
  if (items.length === 0) return undefined
  return markup`<h3>${title} ${quiet(items.length)}</h3>
<p class="quiet">${words}</p>
<ul class="plain">${items.map(
    (item) => markup`<li>${item}</li>
`,
  )}</ul>
`
}

const faultsOf = (submission: SubmissionResult): readonly Html[] =>
  submission.exercises
    .filter(({ status }) => status === 'fault')
    .map(({ exercise, findings: [first] }) => {
      const why = prose(first?.message ?? 'no reason is known')
      return markup`${personLink(submission)}, ${exercise}: ${why}`
    })

const personItem = (person: Person): Html => markup`${nameOf(person)}${idBeside(person)}`

const unmatchedItem = ({ source, why }: Results['unmatched'][number]): Html =>
  markup`<span class="file">${theirs(source)}</span>: ${cut(why)}`

function problemsItem(submission: SubmissionResult): Html {
  const { source, intake } = submission
  const more = intake.problems.length - MOST_PROBLEMS
  const shown = intake.problems.slice(0, MOST_PROBLEMS).map((problem) => cut(problem))
  const words = [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
  return markup`${personLink(submission)}, <span class="file">${theirs(source)}</span>: ${words}`
}

const MOST_PROBLEMS = 10
