import { rmSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from './errors.ts'
import { measureBoots } from './bench/boots.ts'
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
  readonly say: (line: string) => void
}

/**
 * Compares the workbook at `root` with what is usual: every figure with one that was measured in the
 * same run, in turn with it. Takes about four minutes for 30 saves, on copies in a temporary folder.
 */
export async function bench(root: string, { saves, say }: BenchOptions): Promise<void> {
  if (saves < 1) throw new UsageError('too-few-saves', 'At least 1 save is needed, not 0')
  const rounds = Math.max(3, Math.ceil(saves / 3))
  say(`Timing ${rounds} runs on the simulated clock and on a bare one`)
  const { instant, timer, idle } = await measureClocks(rounds)
  say(`Timing ${rounds} starts of a sandbox and of bare Node`)
  const boot = await measureBoots(rounds)
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'async-workbook-bench-'))
  const programs = openPrograms()
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
  for (const line of ['', ...renderTable(rows), '', NOTE, '', renderMachine()]) say(line)
}

/** On Windows a folder is held for a moment after the last program in it has ended. */
const REMOVAL = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }

const NOTE =
  'Figures are medians of real milliseconds, ratios those of medians; both sides of a row were measured in turn.'
