import type { Exercise } from '../catalogue.ts'
import { renderDifference } from '../difference.ts'
import { fold, paints, visible, wrap } from '../terminal.ts'
import { renderAnswer, renderBrief, type Look } from './answer.ts'
import { COMMANDS } from './keys.ts'
import { renderList } from './list.ts'
import { renderProse } from './prose.ts'
import { currentExercise, type State, type Text } from './state.ts'
import { PROSE_COLUMNS, sections } from './text.ts'

export interface Body {
  readonly lines: readonly string[]
  /** The line that must stay in sight, if one must. */
  readonly focus: number | undefined
}

/** What the present view shows between the head and the foot of the screen. */
export function renderBody(state: State, look: Look): Body {
  const { view } = state
  const exercise = currentExercise(state)
  const flowing = (lines: readonly string[]): Body => ({ lines, focus: undefined })
  if (!exercise) return flowing(['Looking where you are …'])
  switch (view.kind) {
    case 'exercise':
      return flowing(renderExercise(state, exercise, look))
    case 'solution':
      return flowing(renderDifference(view.sources, look))
    case 'play': {
      const { dim } = paints(look.colour)
      const lines = view.lines.flatMap((line) => fold(visible(line), look.columns))
      const words = view.running ? 'Running in real time …' : 'That was all.'
      return flowing([...lines, ...(lines.length > 0 ? [''] : []), dim(words)])
    }
    case 'list':
      return renderList(state, view, { paint: paints(look.colour), columns: look.columns })
    case 'help':
      return flowing(renderHelp(look))
    default:
      return view satisfies never
  }
}

function renderExercise(state: State, exercise: Exercise, look: Look): string[] {
  const text = state.texts[exercise.slug]
  if (state.above === 'task') {
    return sections(renderTask(text, look), renderBrief(state, exercise, look))
  }
  const hints = state.above === 'hints' ? renderHints(state, exercise, look) : []
  return sections(hints, renderAnswer(state, exercise, look))
}

/** The task in Markdown, without its first heading: the head of the screen has the title already. */
function renderTask(text: Text | undefined, { columns, colour }: Look): string[] {
  if (!text) return []
  const task = text.task.replace(/^\s*# .*\n/, '')
  return renderProse(task, { paint: paints(colour), columns: Math.min(columns, PROSE_COLUMNS) })
}

function renderHints(state: State, exercise: Exercise, { columns, colour }: Look): string[] {
  const paint = paints(colour)
  const hints = state.texts[exercise.slug]?.hints ?? []
  const given = hints.slice(0, state.hinted[exercise.slug] ?? 0)
  const lines = given.flatMap((hint, index) => {
    const prose = renderProse(hint, { paint, columns: Math.min(columns, PROSE_COLUMNS) - 3 })
    return prose.map((line, at) => (at === 0 ? `${index + 1}. ` : '   ') + line)
  })
  return [paint.bold(`Hint ${given.length} of ${hints.length}`), ...lines]
}

function renderHelp({ columns, colour }: Look): string[] {
  const { bold } = paints(colour)
  return [
    ...COMMANDS.flatMap(({ key, does }) =>
      wrap(does, columns - 3).map((line, index) => (index === 0 ? bold(key) : ' ') + `  ${line}`),
    ),
    '',
    ...wrap(
      'Save the file of any exercise, in any editor, and it is answered. Arrows, space and the page keys scroll.',
      Math.min(columns, PROSE_COLUMNS),
    ),
  ]
}
