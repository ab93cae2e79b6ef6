import { createClock } from '@sinonjs/fake-timers'
import { Simulator } from '../simulator.ts'
import { interleave, time, type Sample, type Sides } from './interleave.ts'

/** What simulated time costs in real ms, each compared within the same rounds. */
export interface ClockCosts {
  /** One sleep after the other, ms a sleep: the simulator, and bare fake-timers. */
  readonly instant: Sides
  /** All sleeps at once, ms a sleep. */
  readonly timer: Sides
  /** A run of long sleeps, and one of as many short sleeps, both in the simulator. */
  readonly idle: Sides
}

export async function measureClocks(rounds: number): Promise<ClockCosts> {
  const simulator = new Simulator()
  const simulated = (program: Program, n: number, ms: number) =>
    inSimulator(simulator, program, n, ms)
  const each =
    (sample: Sample): Sample =>
    async (round) =>
      (await sample(round)) / SLEEPS
  try {
    return {
      instant: await interleave(
        {
          ours: each(simulated(oneAfterAnother, SLEEPS, 1)),
          theirs: each(bare(oneAfterAnother, SLEEPS, 1)),
        },
        { rounds },
      ),
      timer: await interleave(
        {
          ours: each(simulated(allAtOnce, SLEEPS, 1)),
          theirs: each(bare(allAtOnce, SLEEPS, 1)),
        },
        { rounds },
      ),
      idle: await interleave(
        {
          ours: simulated(oneAfterAnother, FEW_SLEEPS, TEN_MINUTES_MS),
          theirs: simulated(oneAfterAnother, FEW_SLEEPS, 1),
        },
        { rounds },
      ),
    }
  } finally {
    simulator.close()
  }
}

export const SLEEPS = 2_000
export const FEW_SLEEPS = 100
const TEN_MINUTES_MS = 10 * 60 * 1000

/** Travels to the sandbox as source, so it closes over nothing. */
type Program = (sleep: (ms: number) => Promise<void>, n: number, ms: number) => Promise<void>

const oneAfterAnother: Program = async (sleep, n, ms) => {
  for (let round = 0; round < n; round++) await sleep(ms)
}

const allAtOnce: Program = async (sleep, n, ms) => {
  await Promise.all(Array.from({ length: n }, () => sleep(ms)))
}

/** As a learner's file: with its lane, its trace and all. */
function inSimulator(simulator: Simulator, program: Program, n: number, ms: number): Sample {
  const request = {
    files: { 'program.ts': `export const main = ${String(program)}` },
    entry: 'program.ts',
    program: '({ main }, { sleep }, n, ms) => main(sleep, n, ms)',
    data: [n, ms],
  }
  return () =>
    time(async () => {
      const { ending } = await simulator.run(request)
      if (ending.kind !== 'finished') throw new Error(`The program in the simulator ${ending.kind}`)
    })
}

/** In this process, by the clock that the simulator holds too. */
function bare(program: Program, n: number, ms: number): Sample {
  return () =>
    time(async () => {
      const clock = createClock(0, n + 1)
      const sleep = (delayMs: number): Promise<void> =>
        new Promise((resolve) => {
          clock.setTimeout(() => resolve(), delayMs)
        })
      const done = program(sleep, n, ms)
      await clock.runAllAsync()
      await done
    })
}
