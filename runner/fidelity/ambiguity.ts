import { pendingTimers, timerLists, type PendingTimer } from './internals.ts'

/**
 * What real time, which is always a little late, could exchange. Each answer is the delays of the
 * timers involved, or undefined where nothing is ambiguous.
 */
export type Ambiguity = readonly number[] | undefined

/** Moments nearer than this, in a program's own ms, are ambiguous. */
const NEAR_MS = 5

/** Different delays that fall due together: either may come first. Equal ones keep their order. */
export function rivals(nowMs: number): Ambiguity {
  const due = pendingTimers().filter(({ dueMs }) => dueMs < nowMs + NEAR_MS)
  // Node goes by the expiry of each list, which may be that of a timer that was cleared.
  const lists = timerLists()
    .filter(({ expiry }) => expiry < nowMs + NEAR_MS)
    .map(({ msecs, expiry }) => ({ delayMs: msecs, dueMs: expiry }))
  return rivalsAmong(due) ?? rivalsAmong(lists)
}

function rivalsAmong(due: readonly Pick<PendingTimer, 'delayMs' | 'dueMs'>[]): Ambiguity {
  for (const one of due) {
    const rival = due.find(
      ({ delayMs, dueMs }) => delayMs !== one.delayMs && isNear(dueMs, one.dueMs),
    )
    if (rival) return [one.delayMs, rival.delayMs]
  }
  return undefined
}

/** A timer that is due about now. */
export function dueAboutNow(nowMs: number, startedBeforeMs = Infinity): Ambiguity {
  return delayOf(({ startMs, dueMs }) => startMs < startedBeforeMs && isNear(dueMs, nowMs))
}

export function overdue(nowMs: number): Ambiguity {
  return delayOf(({ dueMs }) => dueMs <= nowMs)
}

/**
 * A timer that is due in a moment, in a list that Node asks now. Behind a held thread the timers
 * phase begins up to a ms late: then it is due already, and comes before what is overdue.
 */
export function dueBeforeItsTurn(nowMs: number): Ambiguity {
  const early = timerLists()
    .filter(({ expiry }) => expiry <= nowMs)
    .map(({ msecs }) => msecs)
  return delayOf(
    ({ delayMs, dueMs }) => dueMs > nowMs && isNear(dueMs, nowMs) && early.includes(delayMs),
  )
}

function delayOf(matches: (timer: PendingTimer) => boolean): Ambiguity {
  const timer = pendingTimers().find(matches)
  return timer && [timer.delayMs]
}

const isNear = (oneMs: number, twoMs: number): boolean => Math.abs(oneMs - twoMs) < NEAR_MS
