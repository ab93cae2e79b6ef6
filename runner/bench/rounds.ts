import { openJudge } from '../judge.ts'
import { interleave, time, type Sides } from './interleave.ts'
import type { Programs } from './programs.ts'
import type { Stage } from './stage.ts'

/** All exercises, one after the other: in the warm loop, and by Vitest as it comes. */
export async function measureRounds(
  { workbook }: Stage,
  programs: Programs,
  rounds: number,
): Promise<Sides> {
  const judge = openJudge(workbook)
  try {
    return await interleave(
      {
        ours: () =>
          time(async () => {
            for (const exercise of workbook.exercises) {
              const { status, findings } = await judge.judge(exercise, { seed: SEED })
              if (status !== 'passed')
                throw new Error(
                  `The solution of "${exercise.slug}" ${status}: ${findings[0]?.message}`,
                )
            }
          }),
        async theirs() {
          const startedAt = performance.now()
          const vitest = programs.start('vitest', ['run', '--project', 'exercises'], workbook.root)
          return (await vitest.success()) - startedAt
        },
      },
      { rounds },
    )
  } finally {
    await judge.close()
  }
}

/** The one that suites take under plain Vitest, so that both sides run the same programs. */
const SEED = 1
