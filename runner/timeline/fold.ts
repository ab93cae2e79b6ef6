import type { Row } from './rows.ts'

/** Rows in a row that are shown, or that are not. */
export interface Stretch {
  readonly kind: 'shown' | 'folded'
  readonly rows: readonly Row[]
}

/**
 * At most `maxRows` rows, folds counted, around the first one that differs. The last row stays: it
 * says how the run ended.
 */
export function fold(rows: readonly Row[], maxRows: number): readonly Stretch[] {
  if (rows.length <= maxRows) return [{ kind: 'shown', rows }]
  const last = rows.length - 1
  const focus = Math.max(0, rows.findIndex(deservesALook))
  const context = Math.min(CONTEXT, Math.max(0, Math.floor((maxRows - 4) / 2)))
  // A fold of one row would take the place of that row.
  const from = focus - context > 1 ? focus - context : 0
  const room = Math.max(1, maxRows - 2)
  if (from + room - 1 >= last - 1) return stretches(rows, [last - room, last + 1])
  return stretches(rows, [from, from + room - (from > 0 ? 1 : 0)], [last, last + 1])
}

const deservesALook = (row: Row, index: number, rows: readonly Row[]): boolean =>
  row.differs || (row.yours?.kind === 'remark' && index < rows.length - 1)

function stretches(
  rows: readonly Row[],
  ...shown: readonly (readonly [number, number])[]
): readonly Stretch[] {
  const result: Stretch[] = []
  let done = 0
  for (const [from, to] of [...shown, [rows.length, rows.length] as const]) {
    if (from > done) result.push({ kind: 'folded', rows: rows.slice(done, from) })
    if (to > from) result.push({ kind: 'shown', rows: rows.slice(from, to) })
    done = Math.max(done, to)
  }
  return result
}

/** Rows that are shown before the first difference, where there is room. */
const CONTEXT = 3
