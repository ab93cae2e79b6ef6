import { markup, type Html } from './html.ts'
import { count, points } from './words.ts'

/**
 * How many people have how many points, as bars; and the same as a table.
 *
 * @param sorted the points of each, in ascending order
 */
export function renderHistogram(sorted: readonly number[], possible: number): Html {
  if (sorted.length === 0) return markup`<p>Nobody’s points are final.</p>`
  const bins = binsOf(sorted, possible)
  const words = inWords(sorted, bins)
  return markup`<figure>
<svg class="histogram" role="img" aria-label="${words}" width="100%" height="${GROUND + BELOW}">
${columns(bins)}${axis(bins, medianOf(sorted))}
</svg>
<figcaption>Points, of ${points(possible)} possible. ${words}</figcaption>
</figure>
<details><summary>The same as a table</summary>${table(bins)}</details>`
}

/** @param sorted in ascending order */
export function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2
  const [below = 0, above = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (below + above) / 2
}

interface Bin {
  readonly from: number
  readonly to: number
  readonly people: number
}

/** Ranges of one round width, of which the last has the full points in it. */
function binsOf(sorted: readonly number[], possible: number): readonly Bin[] {
  const end = Math.max(possible, sorted.at(-1) ?? 0)
  const step = STEPS.find((width) => end / width <= MOST_BINS) ?? end / MOST_BINS
  return Array.from({ length: Math.max(1, Math.ceil(end / step)) }, (_, index) => {
    const [from, to] = [index * step, (index + 1) * step]
    const isLast = to >= end
    const people = sorted.filter((at) => at >= from && (isLast || at < to)).length
    return { from, to, people }
  })
}

function inWords(sorted: readonly number[], bins: readonly Bin[]): string {
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)]
  const fullest = bins.reduce((best, bin) => (bin.people > best.people ? bin : best))
  return [
    `${count(sorted.length, 'person has', 'people have')} from ${points(least)} to ${points(most)} points`,
    `the median is ${points(medianOf(sorted))}`,
    `${count(fullest.people, 'person is', 'people are')} in the fullest range, ${rangeOf(fullest)}.`,
  ].join('; ')
}

function columns(bins: readonly Bin[]): Html {
  const most = Math.max(...bins.map(({ people }) => people))
  const width = SPAN / bins.length
  return markup`${bins.map(({ people }, index) => {
    const left = LEFT + index * width
    const height = (people / most) * HEIGHT
    const top = (GROUND - height).toFixed(1)
    const label = markup`<text x="${percentage(left + width / 2)}" y="${top}" dy="-6">${people}</text>`
    return markup`<rect class="column" x="${percentage(left + width * 0.06)}" y="${top}" width="${percentage(width * 0.88)}" height="${height.toFixed(1)}" rx="2"/>${people > 0 && label}
`
  })}`
}

function axis(bins: readonly Bin[], median: number): Html {
  const end = bins.at(-1)?.to ?? 1
  const x = (at: number): string => percentage(LEFT + (at / end) * SPAN)
  const edges = [0, ...bins.map(({ to }) => to)]
  return markup`<line class="ground" x1="${x(0)}" x2="${x(end)}" y1="${GROUND}" y2="${GROUND}"/>
${edges.map((at) => markup`<text x="${x(at)}" y="${GROUND}" dy="18">${points(at)}</text>`)}
<line class="median" x1="${x(median)}" x2="${x(median)}" y1="14" y2="${GROUND}"/>
<text class="median" x="${x(median)}" y="10">median ${points(median)}</text>`
}

const table = (bins: readonly Bin[]): Html => markup`<table class="narrow">
<thead><tr><th scope="col">Points</th><th scope="col" class="number">People</th></tr></thead><tbody>
${bins.map(
  (bin) => markup`<tr><th scope="row">${rangeOf(bin)}</th><td class="number">${bin.people}</td></tr>
`,
)}</tbody></table>`

const rangeOf = ({ from, to }: Bin): string => `${points(from)} to ${points(to)}`

const percentage = (number: number): string => `${number.toFixed(2)}%`

const MOST_BINS = 12
const STEPS = [0.1, 0.2, 0.5, ...[1, 10, 100, 1000].flatMap((ten) => [ten, 2 * ten, 5 * ten])]

/** In percent of the width. */
const LEFT = 2
const SPAN = 94

/** In pixels, from above: the median's name, the columns, the labels below the ground. */
const HEIGHT = 140
const GROUND = 40 + HEIGHT
const BELOW = 26
