import { align, type ComparedRow } from './picture/align.ts'
import type { ExpectedLine } from './picture/lines.ts'

export type { ComparedRow } from './picture/align.ts'
export { parsePicture, printedLines, type ExpectedLine } from './picture/lines.ts'

/** Two runs side by side. `firstDifference` is the index of the first row that is not the same. */
export interface ComparedLines {
  readonly rows: readonly ComparedRow[]
  readonly firstDifference: number | undefined
}

/**
 * Compares what a run was expected to print with what it printed.
 *
 * @param options.ordered whether lines of the same moment have to come in the expected order; those of
 * different moments always have to
 */
export function compareLines(
  expected: readonly ExpectedLine[],
  actual: readonly ExpectedLine[],
  options: { readonly ordered: boolean },
): ComparedLines {
  const rows = align(expected, options.ordered ? actual : tiesInOrderOf(expected, actual))
  const first = rows.findIndex(({ same }) => !same)
  return { rows, firstDifference: first === -1 ? undefined : first }
}

/** `actual` with the lines of each moment brought into the expected order, as far as they are expected. */
function tiesInOrderOf(
  expected: readonly ExpectedLine[],
  actual: readonly ExpectedLine[],
): readonly ExpectedLine[] {
  const groups: ExpectedLine[][] = []
  for (const line of actual) {
    const group = groups.at(-1)
    if (group?.[0]?.at === line.at) group.push(line)
    else groups.push([line])
  }
  return groups.flatMap((lines) =>
    inOrderOf(
      expected.filter(({ at }) => at === lines[0]?.at),
      lines,
    ),
  )
}

/** Where an expected line is missing, one that nobody expected stands in its place. */
function inOrderOf(
  wanted: readonly ExpectedLine[],
  lines: readonly ExpectedLine[],
): readonly ExpectedLine[] {
  const left = [...lines]
  const found = wanted.map(({ text }) => {
    const index = left.findIndex((line) => line.text === text)
    return index === -1 ? undefined : left.splice(index, 1)[0]
  })
  return [...found.flatMap((line) => line ?? left.shift() ?? []), ...left]
}
