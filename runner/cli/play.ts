import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findExercise, openWorkbook, type Exercise } from '../catalogue.ts'
import { UsageError } from '../errors.ts'
import { openJudge, type Judge } from '../judge.ts'
import { play as start } from '../play.ts'
import type { ExitCode } from './exit.ts'
import { below, existingFolder, ROOT, say } from './place.ts'

export async function play(id: string, options: { dir?: string }): Promise<ExitCode> {
  const workbook = await openWorkbook(ROOT)
  const exercise = findExercise(workbook, id)
  const file =
    options.dir === undefined ? exercise.file : join(existingFolder(options.dir), exercise.path)
  if (!existsSync(file))
    throw new UsageError(
      'missing-file',
      `There is no file "${below(file)}"`,
      `npm run reset ${exercise.slug}`,
    )
  const judge = openJudge(workbook)
  try {
    return await sayAll(playLines(judge, exercise, file))
  } finally {
    await judge.close()
  }
}

/** Each line of the program in real time, with its moment; returns the program's exit code. */
export async function* playLines(
  judge: Judge,
  exercise: Exercise,
  file: string,
  signal?: AbortSignal,
): AsyncGenerator<string, number> {
  const run = await judge.firstRun(exercise, { file })
  if (!run)
    throw new UsageError('nothing-to-play', `The suite of "${exercise.slug}" runs no program`)
  const answers = file.slice(0, -exercise.path.length)
  const playing = start(file, run, { exercise, answers, browser: 'real' })
  signal?.addEventListener('abort', () => playing.stop(), { once: true })
  for await (const { at, text } of playing.lines)
    yield at === undefined ? text : `${String(at).padStart(6)} ms  ${text}`
  return playing.exitCode
}

async function sayAll(lines: AsyncGenerator<string, number>): Promise<ExitCode> {
  for (;;) {
    const { value, done } = await lines.next()
    if (done === true) return value
    say(value)
  }
}
