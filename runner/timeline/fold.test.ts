import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import type { Row } from './rows.ts'

test('whatever is folded, the first difference and the last row stay, and the picture is small', () => {
  const line = { at: 0, text: '', kind: 'line' } as const
  const wrong: object[] = []
  for (let count = 1; count < 40; count++) {
    for (let different = -1; different < count; different++) {
      for (const maxRows of [5, 6, 9, 16]) {
        const rows: Row[] = Array.from({ length: count }, (_, index) => ({
          expected: line,
          yours: line,
          differs: index === different,
        }))
        const stretches = fold(rows, maxRows)
        const shown = stretches.flatMap(({ kind, rows }) => (kind === 'shown' ? rows : []))
        const folds = stretches.filter(({ kind }) => kind === 'folded')
        const must = [rows[different] ?? rows[0], rows.at(-1)]
        const right =
          stretches.flatMap(({ rows }) => rows).every((row, index) => row === rows[index]) &&
          stretches.reduce((sum, { rows }) => sum + rows.length, 0) === count &&
          shown.length + folds.length <= maxRows &&
          folds.every(({ rows }) => rows.length > 1) &&
          must.every((row) => row && shown.includes(row))
        if (!right) wrong.push({ count, different, maxRows })
      }
    }
  }
  expect(wrong).toEqual([])
})
