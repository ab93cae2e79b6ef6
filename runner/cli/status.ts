import type { Exercise, Workbook } from '../catalogue.ts'
import { openJudge } from '../judge.ts'
import type { Verdict } from '../outcome.ts'

/** How the learner's own answer to one exercise is doing. */
export async function statusOf(workbook: Workbook, exercise: Exercise): Promise<Verdict['status']> {
  const judge = openJudge(workbook)
  try {
    return (await judge.judge(exercise)).status
  } finally {
    await judge.close()
  }
}
