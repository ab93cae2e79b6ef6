/** Takes one sample of one side, in ms. `round` counts from 0. */
export type Sample = (round: number) => Promise<number>

export interface Sides {
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
}

/**
 * Measures both sides in turn, A B A B …, so that whatever else the machine does falls on both alike.
 * The first `warmUps` rounds are not counted.
 */
export async function interleave(
  sides: { readonly ours: Sample; readonly theirs: Sample },
  { rounds, warmUps = 1 }: { readonly rounds: number; readonly warmUps?: number },
): Promise<Sides> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < warmUps + rounds; round++) {
    ours.push(await sides.ours(round))
    theirs.push(await sides.theirs(round))
  }
  return { ours: ours.slice(warmUps), theirs: theirs.slice(warmUps) }
}

/** Real ms that `work` takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
