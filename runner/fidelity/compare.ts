import { SLOT_MS, landmarks, type Run } from './run.ts'

/** How two runs of one program differ. What is printed, thrown and settled counts as order. */
export type Difference = 'none' | 'order' | 'time'

/** Compares two runs whose times are exact. */
export function compareExactly(one: Run, other: Run): Difference {
  return compare(one, other, (oneMs, otherMs) => oneMs === otherMs)
}

/** Compares a run to one in real time, which is late by the work it does and by what else the machine does. */
export function compareToReal(run: Run, real: Run, scale: number): Difference {
  return compare(run, real, (ms, realMs) => {
    const lateMs = realMs - inRealMs(ms, scale)
    return lateMs > -EARLY_MS && lateMs < (SLOT_MS - EARLY_MS) * scale
  })
}

function compare(
  one: Run,
  other: Run,
  isSameTime: (oneMs: number, otherMs: number) => boolean,
): Difference {
  const ones = landmarks(one)
  const others = landmarks(other)
  if (ones.length !== others.length || ones.some(({ text }, index) => text !== others[index]?.text))
    return 'order'
  return ones.every(({ at }, index) => isSameTime(at, others[index]?.at ?? NaN)) ? 'none' : 'time'
}

/** Delays are multiples of a slot and are stretched; the literal delays 0 and 1 stay 1 ms. */
const inRealMs = (ms: number, scale: number): number =>
  Math.floor(ms / SLOT_MS) * SLOT_MS * scale + (ms % SLOT_MS)

/** Slack for being early. Node counts whole ms: a timer may be early by a fraction of one. */
const EARLY_MS = 2
