import { createRequire } from 'node:module'

/** A timer that waits in one of Node's lists. */
export interface PendingTimer {
  readonly delayMs: number
  readonly startMs: number
  readonly dueMs: number
}

/** Node's bookkeeping of timers and immediates, which `--expose-internals` gives access to. */
interface Internals {
  readonly binding: {
    getLibuvNow: () => number
    scheduleTimer: (ms: number) => void
    toggleTimerRef: (keepsAlive: boolean) => void
    readonly immediateInfo: Readonly<Uint32Array>
    readonly timeoutInfo: Readonly<Int32Array>
  }
  readonly timers: {
    readonly timerListMap: Record<number, TimerList>
    readonly timerListQueue: { peek(): TimerList | undefined; removeAt(position: number): void }
    getTimerCallbacks(runNextTicks: () => void): { processTimers(now: number): number }
  }
}

interface TimerList {
  readonly expiry: number
  readonly msecs: number
  readonly priorityQueuePosition: number
  readonly _idlePrev: Timer | TimerList
}

interface Timer {
  readonly _idleStart: number
  readonly _idlePrev: Timer | TimerList
}

export const { binding, timers } = openInternals()

/** Runs ticks and microtasks until none is left, as Node does between two callbacks. */
export const runNextTicks = Reflect.get(process, '_tickCallback') as () => void

export const timerLists = (): readonly TimerList[] => Object.values(timers.timerListMap)

export const immediatesPending = (): number => binding.immediateInfo[0] ?? 0

/** Timers that keep the process alive. */
export const timersKeepingAlive = (): number => binding.timeoutInfo[0] ?? 0

export function pendingTimers(): readonly PendingTimer[] {
  const pending: PendingTimer[] = []
  for (const { _idlePrev: first, msecs: delayMs } of timerLists()) {
    for (let timer = first; '_idleStart' in timer; timer = timer._idlePrev) {
      const startMs = timer._idleStart
      pending.push({ delayMs, startMs, dueMs: startMs + delayMs })
    }
  }
  return pending
}

/** Clears all timers there are. @returns false when there were none */
export function clearTimers(): boolean {
  const lists = timerLists()
  for (const list of lists) {
    while (list._idlePrev !== list) {
      // One that was cleared after it had fired, and then refreshed, has no callback; Node would not clear it.
      const timer = Object.assign(list._idlePrev, { _onTimeout: () => undefined })
      clearTimeout(timer as unknown as NodeJS.Timeout)
    }
    // Node keeps the empty list of a timer that was unref'd.
    if (timers.timerListMap[list.msecs] === list) {
      timers.timerListQueue.removeAt(list.priorityQueuePosition)
      delete timers.timerListMap[list.msecs]
    }
  }
  return lists.length > 0
}

function openInternals(): Internals {
  const require = createRequire(process.execPath)
  const { internalBinding } = require('internal/test/binding') as {
    readonly internalBinding: (name: string) => Internals['binding']
  }
  const timers = require('internal/timers') as Internals['timers']
  return { binding: internalBinding('timers'), timers }
}
