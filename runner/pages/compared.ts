import type { ExerciseResult } from '../results.ts'
import { comparedRows, type Entry, type Row, type Stretch } from '../timeline.ts'
import { markup, type Html } from './html.ts'
import { count } from './words.ts'

/** Expected against actual, side by side, with what differs marked and the first of it named. */
export function renderCompared({
  expected,
  ordered,
  trace,
}: NonNullable<ExerciseResult['picture']>): Html {
  const stretches = comparedRows({ expected, ordered, trace }, { maxRows: MOST_ROWS })
  const first = stretches.flatMap(({ rows }) => rows).find(({ differs }) => differs)
  const render = expected ? renderBoth : renderActual
  const columns = expected ? ['Expected', 'Actual'] : ['Actual']
  return markup`<table class="runs">
<thead><tr>${columns.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${stretches.map((stretch) =>
  stretch.kind === 'folded'
    ? renderFold(stretch, columns.length)
    : stretch.rows.map((row) => render(row, row === first)),
)}</tbody></table>`
}

function renderFold({ rows }: Stretch, columns: number): Html {
  const words = rows.some(({ differs }) => differs) ? '' : ' as expected'
  return markup`<tr class="folded"><td colspan="${columns}">… ${count(rows.length, 'more line')}${words}</td></tr>
`
}

function renderBoth(row: Row, first: boolean): Html {
  const { expected, yours, differs } = row
  const left = expected ? renderEntry(expected, yours) : differs && NOTHING
  return markup`<tr class="${kindOf(row, first)}"><td>${left}</td><td>${renderActualEntry(row, first)}</td></tr>
`
}

const renderActual = (row: Row, first: boolean): Html =>
  markup`<tr class="${kindOf(row, first)}"><td>${renderActualEntry(row, first)}</td></tr>
`

const kindOf = ({ differs }: Row, first: boolean): string =>
  [differs ? 'differs' : 'same', first ? 'first' : ''].join(' ').trim()

function renderActualEntry({ expected, yours, differs }: Row, first: boolean): Html {
  const words = first ? 'first difference' : markup`<span class="spoken">differs</span>`
  const mark = markup`<strong class="mark"><span aria-hidden="true">✗ </span>${words}</strong> `
  return markup`${differs && mark}${yours ? renderEntry(yours, expected) : differs && NOTHING}`
}

function renderEntry({ at, kind, text }: Entry, other: Entry | undefined): Html {
  const words =
    kind === 'line' ? markup`<samp>${spaced(text, other?.text)}</samp>` : markup`<em>${text}</em>`
  return markup`${at !== undefined && markup`<span class="moment">${at} ms</span> `}${words}`
}

/** Two texts that only differ in their spaces show them. */
const spaced = (text: string, other: string | undefined): string =>
  other !== undefined && other !== text && withoutSpaces(other) === withoutSpaces(text)
    ? text.replaceAll(' ', '␣')
    : text

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '')

const NOTHING = markup`<span class="spoken">nothing</span><span aria-hidden="true">—</span>`

/** After which rows are folded, around the first that differs. */
const MOST_ROWS = 40
