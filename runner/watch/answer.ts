import type { Exercise } from '../catalogue.ts'
import type { Finding, Verdict } from '../outcome.ts'
import { placeOf } from '../reports.ts'
import { fold, paints, visible, wrap } from '../terminal.ts'
import type { TypeNote } from '../types.ts'
import { renderNext } from './next.ts'
import type { Answer, State } from './state.ts'
import { PROSE_COLUMNS, sections } from './text.ts'

export type RenderComparison = (
  verdict: Verdict,
  options: {
    readonly columns: number
    readonly colour: boolean
    /** Whether the lines are read one after the other, maybe aloud, instead of looked at. */
    readonly plain: boolean
  },
) => readonly string[]

/** How something is to look. */
export interface Look {
  readonly colour: boolean
  readonly columns: number
  readonly plain: boolean
  /** Whether the place to look at stands somewhere else already. */
  readonly placeShown: boolean
  readonly renderComparison: RenderComparison
}

/** The whole answer to a save: diagnosis, picture, place, what else was seen, TypeScript's notes. */
export function renderAnswer(state: State, exercise: Exercise, look: Look): string[] {
  const answer = state.answers[exercise.slug]
  const text = { ...look, columns: Math.min(look.columns, PROSE_COLUMNS) }
  const { dim } = paints(look.colour)
  const missing = state.missing.includes(exercise.slug)
  if (!answer) return [dim('Being checked …')]
  if (answer.kind === 'fault') return renderFault(answer.message, text)
  const { verdict } = answer
  const picture = look.renderComparison(verdict, look)
  if (missing) return wrap(restoring(exercise), text.columns)
  if (verdict.status === 'passed') {
    return sections(
      [passedLine(verdict)],
      renderNext(state, exercise, look),
      picture,
      renderNotes(state.notes, text),
    )
  }
  const [first, ...others] = verdict.findings
  return sections(
    wrap(visible(first?.message ?? 'Not as expected.'), text.columns).slice(0, MESSAGE_LINES),
    picture,
    look.placeShown ? [] : fold(placeOf(exercise, first), look.columns).map(dim),
    renderOthers(others, text),
    renderNotes(state.notes, text),
  )
}

/** The answer in a sentence or two, to stand under the task. */
export function renderBrief(state: State, exercise: Exercise, look: Look): string[] {
  const answer = state.answers[exercise.slug]
  const { bold } = paints(look.colour)
  const columns = Math.min(look.columns, PROSE_COLUMNS)
  if (!answer) return []
  if (answer.kind === 'fault') return renderFault(answer.message, { ...look, columns })
  if (state.missing.includes(exercise.slug)) return wrap(restoring(exercise), columns)
  if (answer.verdict.status === 'passed') return [passedLine(answer.verdict)]
  const message = visible(answer.verdict.findings[0]?.message ?? '')
  return wrap(`${bold('Not passed yet:')} ${message}`, columns)
}

/** Where the first finding points, if it points somewhere. */
export function placeOfAnswer(exercise: Exercise, answer: Answer | undefined): string {
  const finding = answer?.kind === 'verdict' ? answer.verdict.findings[0] : undefined
  return placeOf(exercise, finding)
}

const passedLine = ({ elapsedMs, wallMs }: Verdict): string =>
  `Passed. It took ${elapsedMs} ms on the simulated clock and ${Math.ceil(wallMs)} ms on yours.`

const restoring = ({ slug }: Exercise): string =>
  `Its file is gone. Bring it back under its old name, or press x twice (or type npm run reset ${slug}) for a fresh stub.`

function renderFault(message: string, { columns, colour }: Look): string[] {
  const { bold } = paints(colour)
  return sections(
    wrap(bold('This could not be checked. The fault is the workbook’s, not yours.'), columns),
    message.split('\n').flatMap((line) => wrap(visible(line), columns)),
    wrap('Saving again tries again.', columns),
  )
}

function renderOthers(others: readonly Finding[], look: Look): string[] {
  if (others.length === 0) return []
  const { dim } = paints(look.colour)
  const shown = others.slice(0, OTHERS_SHOWN).map((finding) => {
    const line = finding.line === undefined ? '' : ` (line ${finding.line})`
    return wrap(visible(finding.message) + line, look.columns - 2)
  })
  const more = others.length - shown.length
  return [
    dim('Also seen'),
    ...shown.flatMap(asItem),
    ...(more > 0 ? [dim(`- and ${more} more`)] : []),
  ]
}

function renderNotes(notes: readonly TypeNote[], { columns, colour }: Look): string[] {
  if (notes.length === 0) return []
  const { dim } = paints(colour)
  const shown = notes
    .slice(0, NOTES_SHOWN)
    .flatMap(({ file, line, message }) =>
      asItem(wrap(visible(`${file}:${line}  ${message}`), columns - 2)),
    )
  const more = notes.length - NOTES_SHOWN
  return [
    dim('TypeScript notes (they do not count)'),
    ...shown,
    ...(more > 0 ? [dim(`- and ${more} more`)] : []),
  ]
}

const asItem = (lines: readonly string[]): string[] =>
  lines.map((line, index) => (index === 0 ? '- ' : '  ') + line)

/** A learner's own text may be in a message, however long it is. */
const MESSAGE_LINES = 12
const OTHERS_SHOWN = 3
const NOTES_SHOWN = 4
