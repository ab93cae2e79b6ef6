import { variants, type Exercise, type Workbook } from '../catalogue.ts'
import type { RunEvidence } from '../evidence.ts'
import { play } from '../play.ts'
import { Run } from '../run.ts'
import type { Problem } from '../verify.ts'
import type { Asking } from './answers.ts'
import { below } from './files.ts'
import { atOnceThenAlone } from './real-time.ts'

/** Runs every right answer once in real time, under plain Node: it has to print the same, in the same order. */
export async function verifyPlay(
  workbook: Workbook,
  exercises: readonly Exercise[],
  { judge, dir }: Asking,
): Promise<{ readonly problems: readonly Problem[]; readonly count: number }> {
  const plays: Playing[] = []
  for (const exercise of exercises) {
    // A program to predict is ours: it is the same for every answer, and its order counts.
    const ordered = exercise.kind === 'predict'
    for (const { file } of [
      { file: exercise.solution },
      ...(ordered ? [] : variants(exercise, 'also')),
    ]) {
      const run = await judge.firstRun(exercise, { dir, file })
      if (run) plays.push({ exercise, file, run, ordered })
    }
  }
  const problems = await atOnceThenAlone(plays, (each) => playOne(workbook, each, dir))
  return { problems, count: plays.length }
}

interface Playing {
  readonly exercise: Exercise
  readonly file: string
  readonly run: RunEvidence
  /** Whether the order of lines at one moment counts. */
  readonly ordered: boolean
}

async function playOne(
  workbook: Workbook,
  { exercise, file, run, ordered }: Playing,
  dir: string,
): Promise<Problem[]> {
  const { lines } = new Run(run.trace)
  const expected = ordered ? lines.map(({ text }) => [text]) : inMoments(lines)
  const playing = play(file, run, { exercise, answers: dir })
  const texts: string[] = []
  for await (const { text } of playing.lines) texts.push(text)
  const code = await playing.exitCode
  const where = below(workbook, file)
  if (code !== 0)
    return [
      { where, what: `Under plain Node it ends with exit code ${code}: ${texts.join(' | ')}` },
    ]
  let next = 0
  for (const moment of expected) {
    const printed = texts.slice(next, (next += moment.length))
    if (
      JSON.stringify(printed.map(unmeasured).toSorted()) !==
      JSON.stringify(moment.map(unmeasured).toSorted())
    ) {
      return [
        {
          where,
          what: `Under plain Node it prints "${printed.join('", "')}" where the simulator has "${moment.join('", "')}"`,
        },
      ]
    }
  }
  return []
}

/** A duration that a program measures itself is a little longer in real time. */
const unmeasured = (text: string): string => text.replace(/\b\d+ ms\b/g, '… ms')

/** Lines grouped by their moment: within one, order is nobody's business here. */
function inMoments(lines: Run['lines']): string[][] {
  const moments: string[][] = []
  lines.forEach(({ at, text }, index) => {
    if (index > 0 && lines[index - 1]?.at === at) moments.at(-1)?.push(text)
    else moments.push([text])
  })
  return moments
}
