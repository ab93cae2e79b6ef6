/** The middle of the samples; of an even number of them, half way between the middle two. */
export function median(samples: readonly number[]): number {
  const sorted = sort(samples)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  return middle.reduce((sum, each) => sum + each, 0) / middle.length
}

/** The smallest sample that is not exceeded by 95 % of them (nearest rank). */
export function p95(samples: readonly number[]): number {
  const sorted = sort(samples)
  return sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN
}

/** How many times the middle of `these` the middle of `those` is. */
export function ratio(these: readonly number[], those: readonly number[]): number {
  return median(those) / median(these)
}

function sort(samples: readonly number[]): number[] {
  if (samples.length === 0) throw new RangeError('Nothing was measured')
  return [...samples].sort((a, b) => a - b)
}
