import type { Exercise } from '../catalogue.ts'
import { paints, wrap } from '../terminal.ts'
import { renderProse } from './prose.ts'
import { hasPassedLesson, passedCount, type State } from './state.ts'
import { PROSE_COLUMNS, sections } from './text.ts'

interface Size {
  readonly columns: number
  readonly colour: boolean
}

/** After a pass: what the lesson leaves behind once it is done, and what there is to do next. */
export function renderNext(state: State, exercise: Exercise, { columns, colour }: Size): string[] {
  const { bold, green } = paints(colour)
  const { exercises } = state.workbook
  const next = exercises[exercises.indexOf(exercise) + 1]
  const lines = [`${bold('s')}  the solution next to yours`]
  const all = passedCount(state) === exercises.length
  if (next && !all) lines.push(`${bold('n')}  on to ${next.slug}: ${next.title}`)
  const again = exercises.find(({ slug }) => slug === state.offered)
  if (again && !all)
    lines.push(`${bold('v')}  once more, from its stub: ${again.slug}, lesson ${again.number}`)
  return sections(
    renderLesson(state, exercise, { columns, colour }),
    lines.flatMap((line) => wrap(line, columns)),
    all ? wrap(green(farewell(exercises.length)), Math.min(columns, PROSE_COLUMNS)) : [],
  )
}

/** What to take along, when nothing of the lesson is left to do. */
function renderLesson(state: State, exercise: Exercise, { columns, colour }: Size): string[] {
  const lines = state.texts[exercise.slug]?.lesson ?? []
  if (lines.length === 0 || !hasPassedLesson(state, exercise)) return []
  const paint = paints(colour)
  const items = renderProse(lines.map((line) => `- ${line}`).join('\n'), {
    paint,
    columns: Math.min(columns, PROSE_COLUMNS),
  })
  return [paint.bold(`Lesson done: ${exercise.lessonTitle}`), ...items]
}

const farewell = (count: number): string =>
  `All ${count} exercises pass: that was the whole workbook. You can tell when a line runs, who waits for whom, and what a failure stops. In a month, v hands you one of them again, from its stub.`
