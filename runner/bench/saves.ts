import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findExercise, variants } from '../catalogue.ts'
import { solutionOf } from '../answers.ts'
import { typeNotes } from '../types.ts'
import { interleave, time, type Sample, type Sides } from './interleave.ts'
import type { Program, Programs } from './programs.ts'
import { peerProgram, type Stage } from './stage.ts'

/** What is saved, and how its verdict is known. */
interface Save {
  readonly text: string
  readonly isVerdict: (line: string) => boolean
}

/** From a save to its verdict, while everything is warm: the watch loop, and `vitest --watch`. */
export async function measureSaves(
  { workbook, peer }: Stage,
  programs: Programs,
  saves: number,
): Promise<Sides> {
  const exercise = findExercise(workbook, SLUG)
  const mistake = variants(exercise, 'mistakes').find(({ name }) => name === 'serial')
  if (!mistake) throw new Error(`"${SLUG}" has no mistake "serial"`)
  // After a verdict TypeScript is asked in the background; people save after that, and so do we.
  const restMs = Math.max(MIN_REST_MS, 2 * (await time(() => typeNotes(workbook, exercise.file))))

  const watch = startWatch(programs, workbook.root)
  await watch.heard((line) => read(line)['event'] === 'ready')
  const vitest = programs.start('vitest', ['--watch'], peer)
  await vitest.heard(isWaiting)

  const solution = solutionOf(readFileSync(exercise.solution, 'utf8'))
  const ours = alternate(watch, exercise.file, restMs, [
    { text: readFileSync(mistake.file, 'utf8'), isVerdict: isVerdict(SLUG, `${SLUG}/serial`) },
    { text: solution, isVerdict: isVerdict(SLUG) },
  ])
  const theirs = alternate(vitest, join(peer, 'count-async.ts'), restMs, [
    { text: peerProgram('serial'), isVerdict: (line) => isFileResult(line) && fails(line) },
    { text: peerProgram('count-async'), isVerdict: (line) => isFileResult(line) && !fails(line) },
  ])
  // One warm-up for either content.
  const sides = await interleave({ ours, theirs }, { rounds: saves, warmUps: 2 })
  watch.end()
  vitest.end()
  // As it was: whoever measures after us runs it too.
  writeFileSync(exercise.file, solution)
  writeFileSync(join(peer, 'count-async.ts'), peerProgram('count-async'))
  return sides
}

/** The loop as `npm run watch` starts it. */
export function startWatch(programs: Programs, root: string): Program {
  return programs.startNode(['runner/start.mjs', 'watch', '--json', SLUG], root)
}

/** Whether a line of `watch --json` is the verdict with this finding, or without any. */
export function isVerdict(slug: string, finding?: string): (line: string) => boolean {
  return (line) => {
    const { event, exercise, findings } = read(line)
    if (event !== 'verdict' || exercise !== slug || !Array.isArray(findings)) return false
    return fields((findings as readonly unknown[])[0])['code'] === finding
  }
}

export const SLUG = 'count-async'

function alternate(
  program: Program,
  file: string,
  restMs: number,
  contents: readonly [Save, Save],
): Sample {
  return async (round) => {
    const { text, isVerdict } = round % 2 === 0 ? contents[0] : contents[1]
    await new Promise((resolve) => setTimeout(resolve, restMs))
    const savedAt = performance.now()
    writeFileSync(file, text)
    return (await program.heard(isVerdict)) - savedAt
  }
}

/** The first that Vitest's own reporter says about a file, e.g. ` ❯ count-async.test.ts (5 tests | 2 failed) 12ms`. */
const isFileResult = (line: string): boolean => line.includes('count-async.test.ts (')

const fails = (line: string): boolean => line.includes('failed')

/** Said by Vitest after each run. */
const isWaiting = (line: string): boolean => line.includes('aiting for file changes')

function read(line: string): Readonly<Record<string, unknown>> {
  try {
    return fields(JSON.parse(line))
  } catch {
    return {}
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

const MIN_REST_MS = 500
