import type { ExerciseResult, Person } from '../results.ts'
import { cut, markup, type Html } from './html.ts'

export type Status = ExerciseResult['status']

/** What a status is called, and its sign; no colour has to be seen to tell them apart. */
export const STATUS = {
  passed: { sign: '✓', words: 'passed' },
  failed: { sign: '✗', words: 'failed' },
  broken: { sign: '!', words: 'broken' },
  missing: { sign: '–', words: 'not handed in' },
  fault: { sign: '?', words: 'not judged' },
} as const satisfies Record<Status, { readonly sign: string; readonly words: string }>

export function badge(status: Status): Html {
  const { sign, words } = STATUS[status]
  return markup`<span class="badge ${status}"><span aria-hidden="true">${sign} </span>${words}</span>`
}

/** A teacher's sentence, in which back-quotes set off code. It may contain the learner's text. */
export function prose(message: string): Html {
  const parts = cut(message, MOST_OF_A_MESSAGE).split('`')
  // A quote that is never closed is just a character.
  const closed = parts.length % 2 === 1 ? parts : [...parts.slice(0, -2), parts.slice(-2).join('`')]
  return markup`${closed.map((part, index) =>
    index % 2 === 1 ? markup`<code>${part}</code>` : list(part.split('\n'), markup`<br>`),
  )}`
}

/** Parts with something between them. */
export const list = (parts: readonly (Html | string)[], between: Html | string): Html =>
  markup`${parts.map((part, index) => (index === 0 ? part : [between, part]))}`

/** What somebody else wrote: kept from changing the order of the words beside it. */
export const theirs = (text: string): Html => markup`<bdi>${cut(text, MOST_OF_A_NAME)}</bdi>`

/** A name, or the id of whoever has none. */
export const nameOf = ({ name, id }: Person): Html => theirs(name || id)

/** The id of whoever has a name besides. */
export const idBeside = ({ name, id }: Person): Html | false =>
  name !== '' && name !== id && markup` ${quiet(theirs(id))}`

export const quiet = (...parts: readonly (Html | string | number)[]): Html =>
  markup`<span class="quiet">${parts}</span>`

/** A bar of one or two parts, in percent. It only repeats what is written beside it. */
export const bar = ({
  good = 0,
  bad = 0,
}: {
  readonly good?: number
  readonly bad?: number
}): Html =>
  markup`<span class="bar" aria-hidden="true"><span class="good" style="width:${good}%"></span><span class="bad" style="width:${bad}%"></span></span>`

/** `3`, `2.5`, `−0.75`. */
export const points = (number: number): string =>
  String(Math.round(number * 100) / 100).replace('-', '−')

/** What is added or taken away: `+0.5`, `−3`. */
export const change = (number: number): string => `${number > 0 ? '+' : ''}${points(number)}`

/** `1 person`, `3 people`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`

/** A whole number of percent, and never 0 or 100 for what only nearly is. */
export function percent(part: number, whole: number): number {
  if (whole <= 0 || part <= 0) return 0
  return part >= whole ? 100 : Math.min(99, Math.max(1, Math.round((part / whole) * 100)))
}

const MOST_OF_A_NAME = 120
const MOST_OF_A_MESSAGE = 2000
