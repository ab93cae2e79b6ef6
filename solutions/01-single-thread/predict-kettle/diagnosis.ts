import {
  columnsOf,
  comesBefore,
  lineIn,
  type Clue,
  type Diagnosis,
} from '../../../runner/diagnosis.ts'

/** What wrong predictions of the kettle look like. `lead` says how far they are right. */
export const diagnosis: Diagnosis = {
  stub: 'prediction',
  spoilers: [],
  rules: {
    nohold: {
      seen: (clue) => lineIn(clue, 'sum done')?.at === 0,
      says: {
        en: '{lead} The sum keeps the clerk busy, and the clock goes on meanwhile: what time is it when she looks up?',
      },
    },
    blocks: {
      seen: (clue) => {
        const serveAt = lineIn(clue, 'serve Ann')?.at
        return serveAt !== undefined && serveAt > 0 && { serveAt }
      },
      says: {
        en: '{lead} In your list Ann has to wait until {serveAt} ms: does the clerk stand beside the kettle, or does she put it on and go on?',
      },
    },
    inline: {
      seen: (clue) => comesBefore(clue, 'kettle boils', 'serve Ann'),
      says: {
        en: '{lead} In your list the kettle boils at the place where it is put on: is the function inside `setTimeout` called there, or is it only handed over?',
      },
    },
    restart: {
      seen: (clue) => {
        const [kettle, sum] = [lineIn(clue, 'kettle boils'), lineIn(clue, 'sum done')]
        return (
          kettle !== undefined &&
          sum !== undefined &&
          kettle.at === sum.at + KETTLE_MS && { kettleAt: kettle.at, free: sum.at }
        )
      },
      says: {
        en: '{lead} {kettleAt} ms is 200 after {free}, and the kettle was put on earlier than that: from which moment do its 200 ms count?',
      },
    },
    interrupts: {
      seen: (clue) => {
        const [kettle, sum] = [lineIn(clue, 'kettle boils'), lineIn(clue, 'sum done')]
        return (
          kettle !== undefined &&
          sum !== undefined &&
          (kettle.place < sum.place || kettle.at < sum.at)
        )
      },
      says: {
        en: '{lead} In your list the kettle breaks into the sum. A timer cannot break into running code: who has the thread between `serve Ann` and `sum done`?',
      },
    },
    gap: {
      seen: (clue) => comesBefore(clue, 'kettle boils', 'close till'),
      says: {
        en: '{lead} In your list the kettle boils before the till is closed, but the script does not end at `sum done`: does it give the thread away before its last statement?',
      },
    },
    eager: {
      seen: (clue) => {
        const kettle = lineIn(clue, 'kettle boils')
        return (
          kettle !== undefined &&
          kettle.place === columnsOf(clue).wrongAt &&
          kettle.at < KETTLE_MS && { kettleAt: kettle.at }
        )
      },
      says: {
        en: '{lead} The thread is free at {kettleAt} ms, that is true. But is the kettle due by then?',
      },
    },
    dropped: {
      seen: (clue) =>
        lineIn(clue, 'bell') !== undefined &&
        !columnsOf(clue).predicted.some(({ text }) => /kettle/i.test(text)),
      says: {
        en: '{lead} There is no kettle in your list: what becomes of an alarm that is due while the thread is held?',
      },
    },
    overdue: {
      seen: (clue) => comesBefore(clue, 'bell', 'kettle boils'),
      says: {
        en: '{lead} In your list the bell overtakes the kettle. At which moment is each of the two due, and which of them is due first?',
      },
    },
    bell: {
      seen: (clue) => {
        const bell = lineIn(clue, 'bell')
        return (
          bell !== undefined &&
          bell.place === columnsOf(clue).wrongAt &&
          bell.at !== actualAt(clue, 'bell')
        )
      },
      says: {
        en: '{lead} From which moment do the 100 ms of the bell count?',
      },
    },
  },
}

const actualAt = (clue: Clue, wanted: string): number | undefined =>
  columnsOf(clue).actual.find(({ text }) => text === wanted)?.at

/** The delay of the kettle's timer. */
const KETTLE_MS = 200
