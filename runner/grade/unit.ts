import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Exercise } from '../catalogue.ts'
import type { Judge } from '../judge.ts'
import { SuiteFault, type Verdict } from '../outcome.ts'
import { simulatedMs, type Trace, type TraceEvent } from '../trace.ts'
import type { ExerciseResult } from '../results.ts'
import type { Wall } from '../sandbox.ts'

/** What was judged of one exercise; what it is worth is decided later, and may be decided anew. */
export type Judged = Omit<ExerciseResult, 'points' | 'possible' | 'adjustments'>

export interface GradeOptions {
  /** Names the submission; nothing of it is judged by the process of another. */
  readonly name: string
  readonly exercises: readonly Exercise[]
  readonly seed: number
  readonly judge: Judge
  readonly wall: Wall
}

/**
 * Judges the answers of one submission, each by its suite: a pure function of the files, the seed and
 * the version of the workbook. Whatever goes wrong on our side is tried once more, and is a `fault` then.
 *
 * @param files contents by `Exercise.path`
 */
export async function gradeSubmission(
  files: Readonly<Record<string, Uint8Array>>,
  { name, exercises, seed, judge, wall }: GradeOptions,
): Promise<readonly Judged[]> {
  const dir = mkdtempSync(join(tmpdir(), 'submission-'))
  const remove = (): void => rmSync(dir, { recursive: true, force: true })
  // A worker may be told to leave in the middle of one.
  process.once('exit', remove)
  try {
    for (const [path, content] of Object.entries(files)) {
      const file = join(dir, ...path.split('/'))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
    const judged: Judged[] = []
    for (const exercise of exercises) {
      const content = files[exercise.path]
      if (content === undefined) {
        judged.push(blank(exercise, 'missing'))
        continue
      }
      const asked = { dir, seed, confined: { submission: name, wall } }
      const answer = await judgeTwice(() => judge.judge(exercise, asked))
      judged.push({
        ...(answer instanceof Error ? faulty(exercise, answer) : resultOf(answer)),
        ...textOf(content),
      })
    }
    return judged
  } finally {
    process.off('exit', remove)
    remove()
  }
}

/** Everything is ours to answer for: nothing of the submission could be judged. */
export function allFaulty(exercises: readonly Exercise[], why: Error): readonly Judged[] {
  return exercises.map((exercise) => faulty(exercise, why))
}

async function judgeTwice(ask: () => Promise<Verdict>): Promise<Verdict | Error> {
  try {
    return await ask()
  } catch {
    // The machine may have been busy; a suite that cannot judge fails again.
  }
  try {
    return await ask()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function resultOf({ exercise, status, findings, tests, elapsedMs, comparison }: Verdict): Judged {
  return {
    exercise,
    status,
    tests,
    findings: findings.map((finding) => ({ ...finding, message: cut(finding.message) })),
    elapsedMs,
    ...(comparison && {
      picture: {
        test: comparison.test,
        ...(comparison.expected && { expected: comparison.expected }),
        ordered: comparison.ordered,
        trace: shortened(comparison.trace),
        ...(comparison.trace.events.length > MOST_EVENTS && {
          cut: comparison.trace.events.length - MOST_EVENTS,
        }),
        ...(comparison.explored && { explored: comparison.explored }),
      },
    }),
  }
}

const blank = (exercise: Exercise, status: Judged['status']): Judged => ({
  exercise: exercise.slug,
  status,
  tests: [],
  findings: [],
  elapsedMs: simulatedMs(0),
})

const faulty = (exercise: Exercise, why: Error): Judged => ({
  ...blank(exercise, 'fault'),
  findings: [
    {
      code: why instanceof SuiteFault ? 'suite-fault' : 'fault',
      message: `It could not be judged, which is the workbook’s doing: ${why.message}`,
    },
  ],
})

/**
 * A picture of more than this would help nobody, and a report of a thousand such would not open. What
 * the sandbox said may be as large as its messages.
 */
const shortened = ({ events, ending, ...trace }: Trace): Trace => ({
  ...trace,
  ending: brief(ending),
  events: events.slice(0, MOST_EVENTS).map((event) => brief(event)),
})

/** Plain data with its texts cut, and what is too large in all replaced. */
function brief<T extends Trace['ending'] | TraceEvent>(data: T): T {
  if (JSON.stringify(data).length <= MOST_CHARACTERS) return data
  if (data.kind === 'settled' && data.result.kind === 'fulfilled')
    return { ...data, result: { ...data.result, value: { unportable: 'something too large' } } }
  return JSON.parse(JSON.stringify(data), (_, member: unknown) =>
    typeof member === 'string' ? cut(member) : member,
  ) as T
}

const cut = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`

const MOST_EVENTS = 300
const MOST_CHARACTERS = 2_000

function textOf(content: Uint8Array): { readonly source?: string } {
  try {
    return { source: new TextDecoder('utf-8', { fatal: true }).decode(content) }
  } catch {
    return {}
  }
}
