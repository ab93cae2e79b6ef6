import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { UsageError } from '../errors.ts'

/** A decision of the instructor's that stands whatever the grader says. */
export interface Override {
  readonly id: string
  /** Slug, or undefined for the whole submission. */
  readonly exercise: string | undefined
  /** Instead of, or added to, what was earned. */
  readonly change: { readonly kind: 'set' | 'add'; readonly points: number }
  readonly why: string
}

/**
 * Reads decisions from a CSV file with the columns `id`, `exercise`, `points` and `why`. `7.5` stands
 * instead of what was earned, `+1` and `-2` are added to it; no exercise means the whole submission.
 *
 * @throws UsageError `bad-overrides`, naming the line
 */
export function readOverrides(file: string): readonly Override[] {
  const rows = rowsOf(file)
  return rows.map((row, index) => {
    const { id = '', exercise = '', points = '', why = '' } = row
    if (id === '' || !/^[+-]?\d+(\.\d+)?$/.test(points))
      throw new UsageError(
        'bad-overrides',
        `Row ${index + 2} of "${file}" ${id === '' ? 'has no id' : `has "${points}" for points`}`,
        'Its columns are id, exercise, points and why; points are 7.5, +1 or -2',
      )
    return {
      id,
      exercise: exercise === '' ? undefined : exercise,
      change: { kind: /^[+-]/.test(points) ? 'add' : 'set', points: Number(points) },
      why: why === '' ? 'decided by the instructor' : why,
    }
  })
}

function rowsOf(file: string): readonly Record<string, string>[] {
  try {
    return parse<Record<string, string>>(readFileSync(file), {
      bom: true,
      columns: (header: readonly string[]) => header.map((name) => name.trim().toLowerCase()),
      delimiter: [',', ';', '\t'],
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    throw new UsageError(
      'bad-overrides',
      `"${file}" could not be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** What the decisions about one amount make of it, as adjustments in their order. */
export function adjust(
  earned: number,
  overrides: readonly Override[],
): readonly { readonly why: string; readonly points: number }[] {
  let now = earned
  return overrides.map(({ change, why }) => {
    const points = change.kind === 'set' ? change.points - now : change.points
    now += points
    return { why, points: Math.round(points * 100) / 100 }
  })
}
