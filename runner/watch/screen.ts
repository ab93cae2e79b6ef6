import type { Exercise } from '../catalogue.ts'
import { placeOf } from '../reports.ts'
import { columnsOf, paints, truncate, visible, wrap } from '../terminal.ts'
import { placeOfAnswer, type RenderComparison } from './answer.ts'
import { renderBody } from './body.ts'
import { renderKeys, renderProgress } from './foot.ts'
import { currentExercise, hasPassed, type State } from './state.ts'

export interface Frame {
  /** One string for each row of the terminal, none wider than it. */
  readonly rows: readonly string[]
  /** The first line of the body that is in sight. */
  readonly scroll: number
}

/** The whole screen: what it is about on top, progress and keys at the bottom, the rest scrolls. */
export function renderScreen(
  state: State,
  how: { readonly colour: boolean; readonly renderComparison: RenderComparison },
): Frame {
  const { columns, rows } = state.size
  const margin = columns < NARROW ? 1 : 3
  const look = { ...how, plain: false, columns: Math.max(1, columns - 2 * margin) }
  const inset = (line: string): string => (line === '' ? '' : ' '.repeat(margin) + line)
  const { head, placeShown } = renderHead(state, how.colour, columns)
  const notice = renderNotice(state, look)
  const room = Math.max(1, rows - head.length - notice.length - FOOT_ROWS)
  const { lines, focus } = renderBody(state, { ...look, placeShown })
  const scroll = scrollTo(state, { last: Math.max(0, lines.length - room), room, focus })
  const all = [
    ...head.map((line, index) => (index === 0 ? line : inset(line))),
    ...fill(lines.slice(scroll, scroll + room), room).map(inset),
    ...notice.map(inset),
    renderProgress(state, { ...look, columns, above: scroll, below: lines.length - scroll - room }),
    renderKeys(state, { ...look, columns }),
  ]
  return { rows: fill(all, rows).map((row) => truncate(row, columns)), scroll }
}

/** Which exercise, how it stands, and where to look, if that fits. */
function renderHead(
  state: State,
  colour: boolean,
  columns: number,
): { readonly head: readonly string[]; readonly placeShown: boolean } {
  const { bold, dim } = paints(colour)
  const exercise = currentExercise(state)
  if (!exercise) return { head: [` ${bold('async-workbook')}`, ''], placeShown: false }
  const { slug, number, stars, title } = exercise
  const glyph = renderGlyph(state, exercise, colour)
  const left = ` ${glyph} ${bold(slug)}  ${dim(`${number} ${'★'.repeat(stars)}`)}`
  const { running } = state.checks
  const checking = running?.slow === true && running.slug === slug
  const right = checking ? 'checking …' : dim(placeOfAnswer(exercise, state.answers[slug]))
  const gap = Math.min(columns, WIDE) - columnsOf(left) - columnsOf(right) - 1
  const placeShown = gap >= 2
  const first = placeShown ? `${left}${' '.repeat(gap)}${right}` : left
  return { head: [first, dim(title), ''], placeShown }
}

function renderGlyph(state: State, { slug }: Exercise, colour: boolean): string {
  const { green, red, dim } = paints(colour)
  if (!state.answers[slug]) return dim('·')
  return hasPassed(state, slug) ? green('✓') : red('✗')
}

/** What just happened, or else, while the task is read, what to do about it. */
function renderNotice(
  state: State,
  { columns, colour }: { readonly columns: number; readonly colour: boolean },
): string[] {
  const exercise = currentExercise(state)
  const width = Math.min(columns, WIDE)
  if (state.notice) return wrap(visible(state.notice.text), width).map(paints(colour).bold)
  const reading = state.view.kind === 'exercise' && state.above === 'task'
  if (!exercise || !reading || hasPassed(state, exercise.slug)) return []
  return wrap(`Edit ${placeOf(exercise, undefined)} and save`, width)
}

function scrollTo(
  { view, scroll }: State,
  body: { readonly last: number; readonly room: number; readonly focus: number | undefined },
): number {
  const { last, room, focus } = body
  if (view.kind === 'play' && view.follow) return last
  if (focus === undefined) return Math.min(scroll, last)
  // Keep the chosen line in sight, with the line above it and the line below it.
  return Math.max(0, Math.min(Math.max(scroll, focus + 2 - room), focus - 1, last))
}

const fill = (rows: readonly string[], count: number): string[] =>
  [...rows, ...Array.from({ length: Math.max(0, count - rows.length) }, () => '')].slice(0, count)

/** Below this many columns the margins shrink; above that many, only pictures get wider. */
const NARROW = 60
const WIDE = 100

/** Progress and keys. */
const FOOT_ROWS = 2
