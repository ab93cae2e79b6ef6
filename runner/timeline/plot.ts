import { columnsOf, visible } from '../terminal.ts'
import { axisOf, type Axis } from './axis.ts'
import type { Lane, Span } from './lanes.ts'
import { cell, cut, INDENT, type Glyphs, type Look } from './look.ts'

/** When a run was over, and when its program settled. */
export interface Moments {
  readonly endMs: number
  readonly settledMs: number | undefined
}

/** Draws lanes one below the other on one axis of time. */
export function plot(
  lanes: readonly Lane[],
  moments: Moments,
  { look, maxLanes }: { readonly look: Look; readonly maxLanes: number },
): readonly string[] {
  const { columns, paint, glyphs } = look
  const { first, hidden, last } = choose(lanes, maxLanes)
  const drawn = [...first, ...last]
  const nameColumns = Math.min(
    Math.max(...drawn.map(({ name }) => columnsOf(visible(name.slice(0, MOST_OF_TEXT))))),
    Math.max(MIN_NAME, Math.floor(columns * MOST_OF_NAME)),
  )
  const left = INDENT.length + nameColumns + GAP.length
  const width = Math.max(MIN_PLOT, Math.min(columns - left - RIGHT, MAX_PLOT))
  const axis = axisOf(moments.endMs, width)
  const signs = legendOf(drawn, glyphs)
  const legend = signs.join(GAP_OF_LEGEND)
  const under = (from: number, text: string): string => ' '.repeat(from) + paint.dim(text)
  const row = (name: string, rest: string): string =>
    `${INDENT}${nameIn(name, nameColumns, glyphs)}${GAP}${rest}`
  const line = (lane: Lane): string => row(lane.name, laneOf(lane, axis, look))
  return [
    ...first.map(line),
    ...(hidden > 0 ? [row('', paint.dim(`${glyphs.ellipsis} ${hidden} more`))] : []),
    ...last.map(line),
    ...axisLines(axis, moments, glyphs).map((text) => under(left, text)),
    ...(legend.length <= columns - left
      ? [legend].filter((text) => text !== '').map((text) => under(left, text))
      : signs.map((text) => under(INDENT.length, cut(text, columns - INDENT.length, glyphs)))),
  ]
}

/** A name in at most `columns`: its end, which tells namesakes apart, is kept. */
function nameIn(name: string, columns: number, glyphs: Glyphs): string {
  const [end = ''] = /( line \d+)?( #\d+)?$/.exec(name) ?? []
  const beginning = visible(name.slice(0, name.length - end.length).slice(0, MOST_OF_TEXT))
  return cell(cut(beginning, columns - end.length, glyphs) + end, columns, glyphs)
}

/** Where there are too many, the first and the last of those that took some time; then the others. */
function choose(lanes: readonly Lane[], maxLanes: number) {
  if (lanes.length <= maxLanes) return { first: lanes, hidden: 0, last: [] }
  const lasting = lanes.filter(lasts)
  const room = maxLanes - 1 - lasting.length
  if (lasting.length > 0 && room >= 0) {
    const others = lanes.filter((lane) => !lasts(lane)).slice(0, room)
    const first = lanes.filter((lane) => lasts(lane) || others.includes(lane))
    return { first, hidden: lanes.length - first.length, last: [] }
  }
  const from = lasting.length > 0 ? lasting : lanes
  const first = from.slice(0, Math.max(1, maxLanes - 2))
  return { first, hidden: lanes.length - first.length - 1, last: from.slice(-1) }
}

const lasts = ({ spans, endless }: Lane): boolean =>
  endless || spans.some(({ from, to }) => to > from)

function laneOf(lane: Lane, { columnOf }: Axis, { paint, glyphs }: Look): string {
  const cells: (keyof Glyphs | undefined)[] = []
  const fill = (kind: keyof Glyphs, from: number, to: number): void => {
    for (let column = from; column <= to; column++) cells[column] = kind
  }
  const held = lane.spans
    .filter(({ kind }) => kind === 'held')
    .map(({ from, to }) => [columnOf(from), Math.max(columnOf(from), columnOf(to) - 1)] as const)
  for (const kind of ['waiting', 'overdue'] as const) {
    for (const span of lane.spans.filter((one) => one.kind === kind))
      fill(kind, columnOf(span.from), columnOf(span.to))
  }
  for (const at of lane.runs) cells[columnOf(at)] = 'runs'
  for (const [from, to] of held) {
    // Two holds that touch are still two: between them, others had their turn.
    const touches = cells[from - 1]?.startsWith('held') && to > from
    fill('held', from, to)
    if (touches) cells[from] = 'heldAgain'
  }
  const [first, last] = [lane.runs[0], lane.endless ? undefined : lane.runs.at(-1)]
  for (const at of [first, last]) if (at !== undefined) cells[columnOf(at)] = 'runs'
  if (lane.failed && last !== undefined) cells[columnOf(last)] = 'failed'
  for (const [from, to] of held) {
    if (cells.slice(from, to + 1).every((kind) => kind === 'runs')) cells[from] = 'held'
  }
  if (lane.endless) fill('endless', cells.length, cells.length + TAIL - 1)
  const drawn = Array.from(cells, (kind) => ({ kind, glyph: kind ? glyphs[kind] : ' ' }))
  return stretchesOf(drawn, {
    waiting: paint.cyan,
    overdue: paint.red,
    failed: paint.red,
  })
}

/** Neighbours of one kind are painted in one go. */
function stretchesOf(
  cells: readonly { readonly kind: keyof Glyphs | undefined; readonly glyph: string }[],
  paints: Readonly<Partial<Record<keyof Glyphs, (text: string) => string>>>,
): string {
  let text = ''
  for (let from = 0, to = 0; from < cells.length; from = to) {
    const kind = cells[from]?.kind
    while (to < cells.length && cells[to]?.kind === kind) to++
    const stretch = cells
      .slice(from, to)
      .map(({ glyph }) => glyph)
      .join('')
    text += (kind && paints[kind]?.(stretch)) ?? stretch
  }
  return text
}

/** The ticks, and below them the moment of settling. */
function axisLines(
  { columnOf, ticks }: Axis,
  { endMs, settledMs }: Moments,
  { settled }: Glyphs,
): readonly string[] {
  if (endMs === 0) return []
  let labels = ''
  for (const { column, label } of ticks) labels = labels.padEnd(column) + label
  if (settledMs === undefined) return [labels]
  const column = columnOf(settledMs)
  const before = `settled ${settled}`
  const after = `${settled} settled`
  const pastTheMiddle = settledMs > endMs / 2 && column + 1 >= before.length
  return [labels, pastTheMiddle ? before.padStart(column + 1) : ' '.repeat(column) + after]
}

/** What the less common signs of these lanes mean. */
function legendOf(lanes: readonly Lane[], glyphs: Glyphs): readonly string[] {
  const has = (kind: Span['kind']): boolean =>
    lanes.some(({ spans }) => spans.some((span) => span.kind === kind))
  return [
    ...(has('held') ? [`${glyphs.held} holds the thread`] : []),
    ...(lanes.some(({ failed }) => failed) ? [`${glyphs.failed} fails`] : []),
    ...(has('overdue') ? [`${glyphs.overdue} due, but has to wait`] : []),
    ...(lanes.some(({ endless }) => endless) ? [`${glyphs.endless} never ends`] : []),
  ]
}

const GAP = '  '
const GAP_OF_LEGEND = '   '

/** Kept free at the right, for the last label of the axis and for lanes that never end. */
const RIGHT = 8

/** Columns of a lane's endless tail. */
const TAIL = 3

/** The part of the terminal that names may take, and the columns that they may always take. */
const MOST_OF_NAME = 0.3
const MIN_NAME = 8

/** Characters of a name that are looked at: more than a terminal is wide. */
const MOST_OF_TEXT = 250

/** A wider picture is harder to take in at a glance. */
const MAX_PLOT = 60
const MIN_PLOT = 10
