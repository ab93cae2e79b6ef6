import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { stubOf } from './answers.ts'
import type { Exercise, Workbook } from './catalogue.ts'

/** Below the workbook's root: what the learner had before a reset. */
export const KEPT = '.kept'

export interface Reset {
  /** Where what was there before is kept, or undefined when the file was gone or was the stub already. */
  readonly kept: string | undefined
}

/**
 * Puts an exercise back to its stub. What was there is copied first, and nothing is written if that fails.
 *
 * @param at names the copy
 */
export function reset(workbook: Workbook, exercise: Exercise, at: Date): Reset {
  const stub = stubOf(readFileSync(exercise.solution, 'utf8'))
  const before = existsSync(exercise.file) ? readFileSync(exercise.file) : undefined
  const kept =
    before === undefined || before.equals(Buffer.from(stub))
      ? undefined
      : keep(workbook, exercise, before, at)
  putStub(exercise)
  return { kept }
}

/** Writes the stub over whatever is there. */
export function putStub(exercise: Exercise): void {
  mkdirSync(dirname(exercise.file), { recursive: true })
  writeFileSync(exercise.file, stubOf(readFileSync(exercise.solution, 'utf8')))
}

/** Copies `content` to where nothing is overwritten. @returns absolute path of the copy */
export function keep(
  { root }: Workbook,
  { lesson, slug }: Exercise,
  content: Buffer,
  at: Date,
): string {
  const stamp = at
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(':', '-')
  const folder = join(root, KEPT, lesson)
  mkdirSync(folder, { recursive: true })
  // Two resets within one second must not overwrite each other's copy.
  for (let n = 0; ; n++) {
    const file = join(folder, `${slug}.${stamp}${n === 0 ? '' : `.${n}`}.ts`)
    if (existsSync(file)) continue
    writeFileSync(file, content, { flag: 'wx' })
    return file
  }
}
