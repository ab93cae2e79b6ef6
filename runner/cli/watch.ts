import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { solutionOf } from '../answers.ts'
import { findExercise, openWorkbook, type Exercise, type Workbook } from '../catalogue.ts'
import { openJudge } from '../judge.ts'
import { takeAlong } from '../lesson.ts'
import { renderNarration, renderPicture } from '../reports.ts'
import { reset } from '../reset.ts'
import { chooseReview, startReview } from '../review.ts'
import { readTask } from '../task.ts'
import { typeNotes } from '../types.ts'
import { PASSED, type ExitCode } from './exit.ts'
import { ROOT } from './place.ts'
import { playLines } from './play.ts'

export async function watch(
  id: string | undefined,
  options: { plain?: boolean; json?: boolean },
): Promise<ExitCode> {
  const workbook = await openWorkbook(ROOT)
  const start = id === undefined ? undefined : findExercise(workbook, id)
  // Vitest starts in a thread of its own while the rest is loaded.
  const judge = openJudge(workbook)
  const { watch: loop } = await import('../watch.ts')
  await loop(
    {
      workbook,
      judge,
      hints: (exercise) => ({
        task: taskText(exercise),
        hints: readTask(exercise).hints,
        lesson: takeAlong(readLesson(workbook, exercise)),
      }),
      solution: (exercise) => solutionOf(readFileSync(exercise.solution, 'utf8')),
      reset: async (exercise) => reset(workbook, exercise, new Date()),
      chooseReview: (from, passed) => chooseReview(workbook, { from, passed }),
      review: async (exercise) => startReview(workbook, exercise, new Date()),
      play: async function* (exercise, { signal }) {
        yield* playLines(judge, exercise, exercise.file, signal)
      },
      typeNotes: (exercise, { signal }) => typeNotes(workbook, exercise.file, signal),
      renderComparison: (verdict, { plain, ...size }) =>
        plain ? renderNarration(verdict) : renderPicture(verdict, size).slice(1),
    },
    {
      ...(start && { start }),
      plain: options.plain === true,
      json: options.json === true,
      input: process.stdin,
      output: process.stdout,
    },
  )
  return PASSED
}

const taskText = (exercise: Exercise): string => {
  const { title, text } = readTask(exercise)
  return `# ${title}\n\n${text}`
}

const readLesson = ({ root }: Workbook, { lesson }: Exercise): string =>
  readFileSync(join(root, 'lessons', `${lesson}.md`), 'utf8')
