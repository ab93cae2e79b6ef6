import { axisOf, lanesOf, type Lane, type Span } from '../timeline.ts'
import type { Trace } from '../trace.ts'
import { markup, type Html } from './html.ts'
import { count, theirs } from './words.ts'

/**
 * The lanes of a run on one axis of simulated time. For the eye only: the words that tell the same stand
 * beside it.
 */
export function renderLanes(trace: Trace): Html | undefined {
  const lanes = lanesOf(trace)
  const endMs = trace.ending.at
  // Where everything happens in one moment, there is no time to draw.
  if (endMs === 0 && !lanes.some(({ endless }) => endless)) return undefined
  if (lanes.length === 0) return undefined
  const shown = lanes.slice(0, MOST_LANES)
  const scale = scaleOf(trace)
  const more = lanes.length - shown.length
  return markup`<figure class="lanes">
<div class="rows" role="img" aria-label="The run as lanes of time, which is told in words below">
${shown.map((lane) => renderLane(lane, scale))}${renderAxis(scale)}
</div>
<figcaption>${more > 0 && `${count(more, 'more lane')} not drawn. `}${renderLegend(shown)}</figcaption>
</figure>`
}

interface Scale {
  /** Percent of the width. */
  readonly x: (at: number) => number
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
  readonly settledMs: number | undefined
}

function scaleOf({ events, ending }: Trace): Scale {
  const endMs = ending.at
  const part = (at: number): number => (endMs === 0 ? 0 : Math.min(Math.max(at, 0), endMs) / endMs)
  return {
    x: (at) => LEFT + part(at) * SPAN,
    ticks: axisOf(endMs, LETTERS).ticks,
    settledMs: events.find(({ kind }) => kind === 'settled')?.at,
  }
}

function renderLane({ name, spans, runs, endless, failed }: Lane, scale: Scale): Html {
  const { x, ticks, settledMs } = scale
  const drawn = (kind: Span['kind']): readonly Html[] =>
    spans
      .filter((span) => span.kind === kind)
      .map(({ from, to }) => (kind === 'held' ? block : across)(kind, x(from), x(to)))
  const ran = failed ? runs.slice(0, -1) : runs
  const fails = failed ? runs.slice(-1) : []
  const end = Math.max(LEFT, ...spans.map(({ to }) => x(to)), ...runs.map(x))
  return markup`<span class="name">${theirs(name)}</span><svg width="100%" height="26" aria-hidden="true">
${ticks.map(({ at }) => upright('grid', x(at)))}${settledMs !== undefined && upright('settled', x(settledMs))}
${drawn('waiting')}${drawn('overdue')}${drawn('held')}${endless && across('endless', end, 100)}
${ran.map((at) => markup`<circle class="runs" cx="${percentage(x(at))}" cy="13" r="4.5"/>`)}${fails.map((at) => markup`<text class="fails" x="${percentage(x(at))}" y="19">✗</text>`)}</svg>
`
}

const across = (kind: string, from: number, to: number): Html =>
  markup`<line class="${kind}" x1="${percentage(from)}" x2="${percentage(to)}" y1="13" y2="13"/>`

const upright = (kind: string, at: number): Html =>
  markup`<line class="${kind}" x1="${percentage(at)}" x2="${percentage(at)}" y1="0" y2="100%"/>`

const block = (kind: string, from: number, to: number): Html =>
  markup`<rect class="${kind}" x="${percentage(from)}" y="4" width="${percentage(Math.max(1, to - from))}" height="18" rx="2"/>`

/** The ticks, and below them the moment of settling, on the side where there is room for the word. */
function renderAxis({ x, ticks, settledMs }: Scale): Html {
  const labels = ticks.map(
    ({ at, label }) => markup`<text x="${percentage(x(at))}" y="14">${label}</text>`,
  )
  if (settledMs === undefined) return axis(20, labels)
  const at = percentage(x(settledMs))
  const settled =
    x(settledMs) > 50
      ? markup`<text class="end" x="${at}" y="32" dx="5">settled ▲</text>`
      : markup`<text class="start" x="${at}" y="32" dx="-5">▲ settled</text>`
  return axis(38, [...labels, settled])
}

const axis = (height: number, texts: readonly Html[]): Html =>
  markup`<span class="name"></span><svg class="axis" width="100%" height="${height}" aria-hidden="true">${texts}</svg>`

/** What the signs in these lanes mean. */
function renderLegend(lanes: readonly Lane[]): Html {
  const has = (kind: Span['kind']): boolean =>
    lanes.some(({ spans }) =>
      spans.some((span) => span.kind === kind && (kind === 'held' || span.to > span.from)),
    )
  return markup`${lanes.some(({ runs }) => runs.length > 0) && sign(markup`<circle class="runs" cx="13" cy="9" r="4.5"/>`, 'runs')}
${has('waiting') && sign(stroke('waiting'), 'waits')}
${has('held') && sign(markup`<rect class="held" x="4" y="1" width="18" height="16" rx="2"/>`, 'holds the thread')}
${has('overdue') && sign(stroke('overdue'), 'due, but has to wait')}
${lanes.some(({ failed }) => failed) && sign(markup`<text class="fails" x="13" y="15">✗</text>`, 'fails')}
${lanes.some(({ endless }) => endless) && sign(stroke('endless'), 'never ends')}`
}

const sign = (drawing: Html, words: string): Html =>
  markup`<span class="sign"><svg width="26" height="18" aria-hidden="true">${drawing}</svg> ${words}</span>`

const stroke = (kind: string): Html => markup`<line class="${kind}" x1="2" x2="24" y1="9" y2="9"/>`

const percentage = (number: number): string => `${Number(number.toFixed(2))}%`

const MOST_LANES = 14

/** As many as fit below the lanes on a narrow screen. */
const LETTERS = 34

/** In percent of the width: the beginning, and what the run takes. The rest is for lanes that never end. */
const LEFT = 2
const SPAN = 86
