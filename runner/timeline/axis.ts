/** A linear scale from simulated ms to columns, with readable ticks. */
export interface Axis {
  readonly columnOf: (at: number) => number
  readonly ticks: readonly {
    readonly at: number
    readonly column: number
    readonly label: string
  }[]
}

/** @param width columns from the beginning to the end of the run, both included */
export function axisOf(durationMs: number, width: number): Axis {
  const columnOf = (at: number): number =>
    durationMs === 0 ? 0 : Math.round((Math.min(at, durationMs) / durationMs) * (width - 1))
  const fits = (step: number, columns: number): boolean => {
    const longest = ticks(durationMs, step).reduce(
      (most, at) => Math.max(most, label(at, step).length),
      columns - GAP,
    )
    return step * (width - 1) >= (longest + GAP) * durationMs
  }
  // Best are the fewest ticks of which one is the end.
  const step =
    STEPS.findLast((ms) => ms * 2 <= durationMs && durationMs % ms === 0 && fits(ms, 0)) ??
    STEPS.find((ms) => ms <= durationMs && fits(ms, MIN_STEP)) ??
    STEPS.find((ms) => fits(ms, 0))
  if (durationMs === 0 || step === undefined) return { columnOf, ticks: [] }
  return {
    columnOf,
    ticks: ticks(durationMs, step).map((at) => ({
      at,
      column: columnOf(at),
      label: label(at, step),
    })),
  }
}

const ticks = (durationMs: number, step: number): readonly number[] =>
  step * MOST_TICKS < durationMs
    ? [durationMs]
    : Array.from({ length: Math.floor(durationMs / step) + 1 }, (_, i) => i * step)

/** In the largest unit that the step is a whole number of. */
function label(at: number, step: number): string {
  const [unit, ms] = UNITS.find(([, size]) => step % size === 0) ?? ['ms', 1]
  return at === 0 ? '0' : `${at / ms} ${unit}`
}

const UNITS = [
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const

/** Round steps: 1, 2, 5, 10 … ms, then whole seconds, minutes and hours. */
const STEPS = [
  ...[1, 10, 100, 1000].flatMap((power) => [power, 2 * power, 5 * power]),
  ...[10, 20, 30].map((s) => s * 1000),
  ...[1, 2, 5, 10, 20, 30].map((min) => min * 60_000),
  ...[1, 2, 4, 6, 12, 24, 48].map((h) => h * 3_600_000),
]

/** Columns between two labels, and from one tick to the next where the end has none. */
const GAP = 2
const MIN_STEP = 12

/** More than any terminal is wide. */
const MOST_TICKS = 1000
