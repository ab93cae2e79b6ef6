import { landmarks, type Line } from './run.ts'
import type { Comparison } from './worlds.ts'

/** A program, and beside each other what the simulator and the other world made of it. */
export function renderComparison({
  text,
  simulated,
  other,
  world,
  scale,
}: Comparison): readonly string[] {
  const left = landmarks(simulated)
  const right = landmarks(other).map((line) => ({ ...line, at: Math.round(line.at / scale) }))
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const [one, two] = [cell(left[index]), cell(right[index])]
    return { mark: one === two ? ' ' : '✗', one, two }
  })
  const width = Math.max(...rows.map(({ one }) => one.length))
  return [
    ...text.trimEnd().split('\n'),
    '',
    `  ${'simulated'.padEnd(width)}   ${world}${scale === 1 ? '' : `, slowed down ${scale} times`}`,
    ...rows.map(({ mark, one, two }) => `${mark} ${one.padEnd(width)}   ${two}`.trimEnd()),
  ]
}

const cell = (line: Line | undefined): string =>
  line ? `${String(line.at).padStart(6)} ms  ${line.text}` : ''
