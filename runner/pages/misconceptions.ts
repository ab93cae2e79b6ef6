import { fileNameOf, type Person, type Results } from '../results.ts'
import { anchor } from './code.ts'
import { cut, markup, type Html } from './html.ts'
import { misconceptionsOf, type Misconception } from './sightings.ts'
import { bar, count, list, nameOf, percent, prose, quiet } from './words.ts'

/** Which misconceptions there are, how many people have each, and one whose work shows it. */
export function renderMisconceptions(results: Results): Html {
  const all = misconceptionsOf(results)
  const [first, rarer] = [all.slice(0, AT_ONCE), all.slice(AT_ONCE, MOST)]
  const people = results.submissions.length
  return markup`<section aria-labelledby="misconceptions"><h2 id="misconceptions">Misconceptions</h2>
<p class="quiet">${all.length === 0 ? 'Nothing was found to be wrong.' : 'What people were told about their work, most frequent first; each with one person in whose work it can be seen.'}</p>
${first.length > 0 && renderList(first, people)}
${rarer.length > 0 && markup`<details><summary>${count(rarer.length, 'rarer one')}</summary>${renderList(rarer, people)}</details>`}
${all.length > MOST && markup`<p class="quiet">${count(all.length - MOST, 'more')}, rarer still, in results.json.</p>`}</section>`
}

/** The address of a student's page, seen from the report. */
export const pageOf = (person: Person): string =>
  `students/${encodeURIComponent(fileNameOf(person))}.html`

const renderList = (some: readonly Misconception[], people: number): Html =>
  markup`<ol class="misconceptions">
${some.map((one) => renderOne(one, people))}</ol>`

function renderOne({ code, people, exercises, example }: Misconception, of: number): Html {
  const { submission, exercise, message } = example
  const { person } = submission
  const link = markup`<a href="${pageOf(person)}#${anchor(exercise)}">${nameOf(person)}, ${exercise}</a>`
  const places = exercises.map(
    ({ slug, people: many }) => markup`<a href="#${anchor(slug)}">${slug}</a> (${many})`,
  )
  return markup`<li><p><b>${count(people, 'person', 'people')}</b>${bar({ bad: percent(people, of) })}</p>
<div><p class="said">${prose(message)}</p>
<p class="where">${quiet('Told, for example, to')} ${link} ${quiet('· code')} <code>${cut(code, 100)}</code>${places.length > 1 && [quiet(' · in '), list(places, ', ')]}</p></div></li>
`
}

/** How many can be taken in, and how many are worth the room. */
const AT_ONCE = 12
const MOST = 300
