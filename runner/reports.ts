import { inspect } from 'node:util'
import type { Exercise } from './catalogue.ts'
import type { Comparison, Finding, Verdict } from './outcome.ts'
import { paints, visible, wrap } from './terminal.ts'
import { narrate, renderComparison } from './timeline.ts'

/** How a verdict is to look on a terminal, or wherever its lines go. */
export interface Look {
  readonly columns: number
  readonly colour: boolean
}

/** A verdict as other programs read it: versioned, without what is only there to be drawn. */
export type VerdictRecord = Omit<Verdict, 'comparison' | 'tests' | 'needs'>

export function recordOf({
  comparison: _comparison,
  tests: _tests,
  needs: _needs,
  ...record
}: Verdict): VerdictRecord {
  return record
}

/** A verdict as a block of lines: what is wrong, in a sentence; both runs; where to look; what else was seen. */
export function renderVerdict(exercise: Exercise, verdict: Verdict, look: Look): string[] {
  const { bold, dim, green, red } = paints(look.colour)
  const place = placeOf(exercise, verdict.findings[0])
  if (verdict.status === 'passed') {
    return [
      `${green('✓')} ${bold(exercise.slug)} ${green('passed')}${dim(`, ${verdict.elapsedMs} simulated ms`)}`,
    ]
  }
  const [first, ...others] = verdict.findings
  return [
    `${red('✗')} ${bold(exercise.slug)} ${red(verdict.status)}  ${dim(place)}`,
    ...indent(wrap(visible(first?.message ?? 'Not as expected'), look.columns - 2)),
    ...indent(renderPicture(verdict, { ...look, columns: look.columns - 2 })),
    ...(others.length > 0
      ? [
          '',
          ...indent([
            dim('Also seen'),
            ...others.flatMap(({ message }) => wrap(`- ${visible(message)}`, look.columns - 2)),
          ]),
        ]
      : []),
    ...indent([dim(`Seed ${verdict.seed}: --seed ${verdict.seed} repeats the numbers`)]),
  ]
}

/** Expected and actual side by side, with an empty line before; nothing where there is nothing to draw. */
export function renderPicture({ comparison }: Verdict, look: Look): string[] {
  if (!comparison || comparison.trace.ending.kind === 'broken') return []
  return ['', ...renderComparison(comparison, look), ...renderCase(comparison, look)]
}

/** The same without columns, marks or drawings: for screen readers, logs, and whoever pipes it on. */
export function renderNarration({ comparison }: Verdict): string[] {
  if (!comparison || comparison.trace.ending.kind === 'broken') return []
  const { expected, trace } = comparison
  return [
    ...(expected
      ? ['Expected:', ...expected.map(({ at, text }) => `  at ${at} ms "${visible(text)}"`)]
      : []),
    'What happened:',
    ...narrate(trace).map((sentence) => `  ${sentence}`),
    ...renderCase(comparison, { columns: Infinity, colour: false }),
  ]
}

/** What an exploration found: the smallest case that goes wrong. */
function renderCase({ explored }: Comparison, { columns, colour }: Look): string[] {
  if (!explored) return []
  const parts = Object.entries(explored).map(
    ([name, value]) => `${name} ${inspect(value, { breakLength: Infinity, depth: 4 })}`,
  )
  const sentence = `Many cases were tried; this is the smallest that goes wrong: ${parts.join(', ')}`
  return ['', ...wrap(visible(sentence), columns).map(paints(colour).dim)]
}

/** A plain path that terminals turn into a link, such as `exercises/04-gather/count-async.ts:9`. */
export function placeOf(exercise: Exercise, finding: Finding | undefined): string {
  const file = finding?.file === undefined ? exercise.path : `${exercise.lesson}/${finding.file}`
  return visible(`exercises/${file}${finding?.line === undefined ? '' : `:${finding.line}`}`)
}

const indent = (lines: readonly string[]): string[] =>
  lines.map((line) => (line === '' ? '' : `  ${line}`))
