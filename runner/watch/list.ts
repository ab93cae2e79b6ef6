import type { Exercise } from '../catalogue.ts'
import { columnsOf, padEnd, truncate, type Paint } from '../terminal.ts'
import type { Key } from './keys.ts'
import { hasPassed, type ListFilter, type State, type View } from './state.ts'

export type ListView = Extract<View, { kind: 'list' }>

/** Whether this key leaves the list: Esc does, once there is no search to clear. */
export function isLeaving({ search }: ListView, { name }: Key): boolean {
  return name === 'escape' && search === ''
}

/** What a key does in the list: the new state, or the slug of the exercise to open. */
export function pressInList(state: State, view: ListView, key: Key): State | string {
  const show = (changes: Partial<ListView>): State => ({
    ...state,
    notice: undefined,
    view: { ...view, ...changes },
  })
  const step = (by: number): State => show({ selected: moveSelection(state, view, by) })
  switch (key.name) {
    case 'return':
      return selectedOf(state, view)?.slug ?? state
    case 'escape':
      return show({ search: '' })
    case 'up':
      return step(-1)
    case 'down':
      return step(+1)
    case 'pageup':
      return step(-10)
    case 'pagedown':
      return step(+10)
    case 'home':
      return step(Number.NEGATIVE_INFINITY)
    case 'end':
      return step(Number.POSITIVE_INFINITY)
    case 'tab':
    case 'right':
      return show({ filter: turn(view.filter, +1) })
    case 'left':
      return show({ filter: turn(view.filter, -1) })
    case 'backspace':
      return show({ search: view.search.replace(/.$/su, '') })
    default:
      return key.text === '' ? state : show({ search: view.search + key.text })
  }
}

/** The list, and which of its lines is the selected one. */
export function renderList(
  state: State,
  view: ListView,
  { paint, columns }: { readonly paint: Paint; readonly columns: number },
): { readonly lines: readonly string[]; readonly focus: number } {
  const filters = FILTERS.map((filter) =>
    filter === view.filter ? paint.bold(`[${filter}]`) : ` ${filter} `,
  ).join(' ')
  const search = view.search === '' ? paint.dim('type to search') : `search: ${view.search}▏`
  const oneLine = `${filters}   ${search}`
  const head = [...(columnsOf(oneLine) <= columns ? [oneLine] : [filters, search]), '']
  const selected = selectedOf(state, view)
  if (!selected) return { lines: [...head, 'Nothing here by that name.'], focus: 0 }
  const slugColumns = Math.max(...state.workbook.exercises.map(({ slug }) => columnsOf(slug)))
  const lines = [...head]
  let lesson = ''
  let focus = 0
  for (const exercise of rowsOf(state, view)) {
    if (exercise.lesson !== lesson) {
      if (lesson !== '') lines.push('')
      lesson = exercise.lesson
      lines.push(truncate(paint.dim(exercise.lessonTitle), columns))
    }
    const isSelected = exercise === selected
    if (isSelected) focus = lines.length
    lines.push(renderRow(state, exercise, { paint, columns, slugColumns, isSelected }))
  }
  return { lines, focus }
}

/** The same for a log: every exercise with its state, in words. */
export function listInWords(state: State): string[] {
  return state.workbook.exercises.map((exercise) => {
    const here = exercise.slug === state.current ? ', current' : ''
    return `${exercise.number} ${exercise.slug}: ${statusOf(state, exercise)}${here}. ${exercise.title} (${exercise.kind}, difficulty ${exercise.stars} of 4)`
  })
}

function renderRow(
  state: State,
  exercise: Exercise,
  look: {
    readonly paint: Paint
    readonly columns: number
    readonly slugColumns: number
    readonly isSelected: boolean
  },
): string {
  const { paint, columns, slugColumns, isSelected } = look
  const passed = hasPassed(state, exercise.slug)
  const mark = passed ? paint.green('✓') : '·'
  const name = padEnd(exercise.slug, slugColumns)
  const status = padEnd(statusOf(state, exercise), 'passed'.length)
  const shaded = passed ? paint.green(status) : paint.dim(status)
  const row = `${isSelected ? paint.cyan('›') : ' '} ${mark} ${padEnd(exercise.number, 4)} ${isSelected ? paint.bold(name) : name}  ${shaded}`
  const kind = `${padEnd(exercise.kind, 'complete'.length)} ${padEnd('★'.repeat(exercise.stars), 4)}`
  const room = columns - columnsOf(row) - columnsOf(kind) - 2
  if (room < 0) return truncate(row, columns)
  // Half a word of the title says nothing.
  const title = room < 18 ? '' : `  ${truncate(exercise.title, room - 2)}`
  return `${row}  ${paint.dim(kind)}${title}`
}

const statusOf = (state: State, { slug }: Exercise): string =>
  hasPassed(state, slug) ? 'passed' : 'to do'

function rowsOf(state: State, { filter, search }: ListView): Exercise[] {
  const words = search.toLowerCase().split(/\s+/)
  return state.workbook.exercises.filter((exercise) => {
    const passed = hasPassed(state, exercise.slug)
    if (filter !== 'all' && passed !== (filter === 'passed')) return false
    const { number, slug, title, kind, lessonTitle } = exercise
    const text = `${number} ${slug} ${title} ${kind} ${lessonTitle}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function selectedOf(state: State, view: ListView): Exercise | undefined {
  const rows = rowsOf(state, view)
  return rows.find(({ slug }) => slug === view.selected) ?? rows[0]
}

function moveSelection(state: State, view: ListView, by: number): string | undefined {
  const rows = rowsOf(state, view)
  const index = rows.findIndex(({ slug }) => slug === selectedOf(state, view)?.slug)
  return rows[Math.min(Math.max(index + by, 0), rows.length - 1)]?.slug
}

const turn = (filter: ListFilter, by: number): ListFilter =>
  FILTERS[(FILTERS.indexOf(filter) + by + FILTERS.length) % FILTERS.length] ?? 'all'

const FILTERS: readonly ListFilter[] = ['all', 'to do', 'passed']
