import { rmSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from './errors.ts'
import { measureBoots } from './bench/boots.ts'
import {
  LARGE_CLASS,
  measureGrading,
  SUBMISSIONS,
  WHOLE_SUBMISSIONS,
  type Grading,
} from './bench/grading.ts'
import { measureClocks, FEW_SLEEPS, SLEEPS } from './bench/clocks.ts'
import { cleanUpAfter } from './bench/leaving.ts'
import { renderMachine } from './bench/machine.ts'
import { openPrograms } from './bench/programs.ts'
import { measureRounds } from './bench/rounds.ts'
import { measureSaves, SLUG } from './bench/saves.ts'
import { openStage } from './bench/stage.ts'
import { measureStarts } from './bench/starts.ts'
import { renderTable, type Row } from './bench/table.ts'

export interface BenchOptions {
  /** Saves to time; of what takes longer than a save, a third as many are timed. */
  readonly saves: number
  /** Also time the grading of a class, which takes ten minutes more. @default false */
  readonly grading?: boolean
  readonly say: (line: string) => void
}

/**
 * Compares the workbook at `root` with what is usual: every figure with one that was measured in the
 * same run, in turn with it. Takes about four minutes for 30 saves, on copies in a temporary folder.
 */
export async function bench(
  root: string,
  { saves, grading: timeGrading = false, say }: BenchOptions,
): Promise<void> {
  if (saves < 1) throw new UsageError('too-few-saves', 'At least 1 save is needed, not 0')
  const rounds = Math.max(3, Math.ceil(saves / 3))
  say(`Timing ${rounds} runs on the simulated clock and on a bare one`)
  const { instant, timer, idle } = await measureClocks(rounds)
  say(`Timing ${rounds} starts of a sandbox and of bare Node`)
  const boot = await measureBoots(rounds)
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'async-workbook-bench-'))
  const programs = openPrograms()
  let memory = ''
  const measure = async (): Promise<readonly Row[]> => {
    const stage = await openStage(root, folder)
    const count = stage.workbook.exercises.length
    say(`Timing ${rounds} rounds of ${count} exercises in the warm loop and in Vitest`)
    const all = await measureRounds(stage, programs, rounds)
    say(`Timing ${rounds} cold starts of the watch loop and of Vitest`)
    const start = await measureStarts(stage, programs, { parts: [], folder: stage.peer, rounds })
    const ownSuite = { parts: ['--project', 'exercises', SLUG], folder: stage.workbook.root }
    const sameStart = await measureStarts(stage, programs, { ...ownSuite, rounds })
    say(`Timing ${saves} saves in the watch loop and in Vitest's`)
    const save = await measureSaves(stage, programs, saves)
    let graded: readonly Row[] = []
    if (timeGrading) {
      const few = Math.min(3, rounds)
      say(`Timing ${few} times the grading of a class, with and without a second worker and walls`)
      const grading = await measureGrading(stage, programs, { folder, rounds: few })
      memory = renderMemory(grading)
      graded = rowsOf(grading)
    }
    return [
      {
        what: `a save → its verdict, in \`npm run watch\``,
        against: `\`vitest --watch\`, an ordinary suite of \`${SLUG}\` with fake timers`,
        ...save,
        aim: { kind: 'times-as-fast', least: 20 },
      },
      {
        what: 'cold start → first verdict',
        against: `\`vitest run\` of the same suite, \`${SLUG}\` of this workbook`,
        ...sameStart,
        aim: { kind: 'share-of-its-time', most: 0.6 },
      },
      {
        what: 'cold start → first verdict',
        against: '`vitest run` of the ordinary suite',
        ...start,
        aim: { kind: 'share-of-its-time', most: 0.6 },
      },
      {
        what: `all ${count} exercises, in the warm loop`,
        against: '`vitest run --project exercises`',
        ...all,
        aim: { kind: 'times-as-fast', least: 8 },
      },
      {
        what: 'a process for learner code, until it is ready',
        against: '`node --eval 0`',
        ...boot,
        aim: { kind: 'none' },
      },
      {
        what: `an instant of simulated time (${SLEEPS} sleeps in a row)`,
        against: 'bare fake-timers, in one process',
        ...instant,
        aim: { kind: 'ms', most: 0.3 },
      },
      {
        what: `a timer (${SLEEPS} due at one instant)`,
        against: 'bare fake-timers, in one process',
        ...timer,
        aim: { kind: 'none' },
      },
      {
        what: `a run with ${FEW_SLEEPS} sleeps of ten minutes`,
        against: `one with ${FEW_SLEEPS} sleeps of 1 ms`,
        ...idle,
        aim: { kind: 'share-of-its-time', most: 1.2 },
      },
      ...graded,
    ]
  }
  const rows = await cleanUpAfter(measure, {
    async clean() {
      programs.close()
      await rm(folder, REMOVAL)
    },
    cleanAtOnce() {
      programs.close()
      rmSync(folder, REMOVAL)
    },
  })
  const notes = memory === '' ? [NOTE] : [NOTE, memory]
  for (const line of ['', ...renderTable(rows), '', ...notes, '', renderMachine()]) say(line)
}

function rowsOf({ ordinary, second, whole, walls }: Grading): readonly Row[] {
  const what = `a submission of \`${SLUG}\` in \`npm run grade\` of ${SUBMISSIONS}, its start included`
  return [
    {
      what: `${what}, 1 worker`,
      against: 'a `vitest run` of the ordinary suite for each',
      ...ordinary,
      aim: { kind: 'times-as-fast', least: 15 },
    },
    ...(second
      ? [
          {
            what: `${what}, 2 workers on 2 processors`,
            against: '1 worker on 1 processor',
            ...second,
            aim: { kind: 'times-as-fast', least: 1.8 } as const,
          },
        ]
      : []),
    {
      what: `a submission of all exercises in \`npm run grade\` of ${WHOLE_SUBMISSIONS}, its start included, 1 worker`,
      against: '`vitest run --project exercises` for each',
      ...whole,
      aim: { kind: 'none' },
    },
    ...(walls
      ? [
          {
            what: `${what}, 1 worker, behind the strict walls`,
            against: 'behind Node’s permissions alone',
            ...walls,
            aim: { kind: 'share-of-its-time', most: 2 } as const,
          },
        ]
      : []),
  ]
}

function renderMemory({ memory: { early, late } }: Grading): string {
  const inMib = (bytes: number): number => Math.round(bytes / 1024 / 1024)
  return `A grading worker held ${inMib(early)} MiB after its first submissions and ${inMib(late)} MiB after ${LARGE_CLASS}.`
}

/** On Windows a folder is held for a moment after the last program in it has ended. */
const REMOVAL = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }

const NOTE =
  'Figures are medians of real milliseconds, ratios those of medians; both sides of a row were measured in turn.'
