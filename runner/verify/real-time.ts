import type { Problem } from '../verify.ts'

/** Most of the time is spent waiting, so more run at once than there are cores. */
const AT_ONCE = 6

/** What is wrong is wrong every time; what was only late on a busy machine is not. */
const TRIES_ALONE = 3

/** Runs programs in real time, several at once, and those that seem wrong again, each on its own. */
export async function atOnceThenAlone<T>(
  programs: readonly T[],
  run: (program: T) => Promise<readonly Problem[]>,
): Promise<Problem[]> {
  const queue = [...programs]
  const doubtful: T[] = []
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if ((await run(next)).length > 0) doubtful.push(next)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const problems: Problem[] = []
  for (const program of doubtful) {
    let found: readonly Problem[] = []
    for (let attempt = 0; attempt < TRIES_ALONE; attempt++) {
      found = await run(program)
      if (found.length === 0) break
    }
    problems.push(...found)
  }
  return problems
}
