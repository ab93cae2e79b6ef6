import type { Nodes } from './nodes.ts'
import type { Block } from './program.ts'
import type { Run } from './run.ts'
import { render } from './source.ts'

/** A program whose order Node defines. */
export interface Scheduled {
  readonly text: string
  /** What it does by Node's own timers on the quick clock: order and times are exact. */
  readonly expected: Run
}

/**
 * Finds delays with which no two unrelated things happen at the same moment: the program is run on
 * the quick clock, and while two moments meet, one of the delays that led there grows by a slot.
 *
 * @returns undefined where lengthening does not help
 */
export async function schedule(program: Block, quick: Nodes): Promise<Scheduled | undefined> {
  const extraSlots: number[] = []
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const { text, delaysMs } = render(program, extraSlots)
    const { conflict, ...expected } = await quick.run({ source: text, scale: 1 })
    if (!conflict) return { text, expected }
    const involved = [...delaysMs.keys()].filter((index) =>
      conflict.delaysMs.includes(delaysMs[index] ?? 0),
    )
    const longer = involved[attempt % involved.length]
    if (longer === undefined) return undefined
    extraSlots[longer] = (extraSlots[longer] ?? 0) + 1
  }
  return undefined
}

const MOST_ATTEMPTS = 30
