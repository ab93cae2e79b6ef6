import type { Line, Run } from './run.ts'
import type { Comparison } from './worlds.ts'

/** A program, and beside each other what the simulator and the other world made of it. */
export function renderComparison({ text, simulated, other, world, scale }: Comparison): string[] {
  const left = linesOf(simulated, 1)
  const right = linesOf(other, scale)
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const [one, two] = [left[index], right[index]]
    return { marked: one?.text !== two?.text, one: cell(one), two: cell(two) }
  })
  const width = Math.max('simulated'.length, ...rows.map(({ one }) => one.length))
  return [
    ...text.trimEnd().split('\n'),
    '',
    `  ${'simulated'.padEnd(width)}   ${world}${scale === 1 ? '' : `, slowed down ${scale} times`}`,
    ...rows.map(({ marked, one, two }) =>
      `${marked ? '✗' : ' '} ${one.padEnd(width)}   ${two}`.trimEnd(),
    ),
  ]
}

function linesOf({ lines, threw, settled }: Run, scale: number): Line[] {
  const all = [
    ...lines,
    ...(threw ? [{ at: threw.at, text: `threw ${threw.text}` }] : []),
    ...(settled ? [{ at: settled.at, text: `main ${settled.text}` }] : []),
  ]
  return all.map(({ at, text }) => ({ at: Math.round(at / scale), text }))
}

const cell = (line: Line | undefined): string =>
  line ? `${String(line.at).padStart(6)} ms  ${line.text}` : ''
