import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

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
          kettle?.at !== undefined &&
          sum?.at !== undefined &&
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
        if (!kettle || !sum) return false
        return (
          kettle.place < sum.place ||
          (kettle.at !== undefined && sum.at !== undefined && kettle.at < sum.at)
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
          kettle?.at !== undefined &&
          kettle.place === firstWrong(clue) &&
          kettle.at < KETTLE_MS && { kettleAt: kettle.at }
        )
      },
      says: {
        en: '{lead} The thread is free at {kettleAt} ms, that is true. But is the kettle due by then?',
      },
    },
    dropped: {
      seen: ({ check }) =>
        check?.kind === 'predict' &&
        check.predicted.some(({ text }) => text === 'bell') &&
        !check.predicted.some(({ text }) => /kettle/i.test(text)),
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
          bell?.at !== undefined &&
          bell.place === firstWrong(clue) &&
          bell.at !== actualAt(clue, 'bell')
        )
      },
      says: {
        en: '{lead} From which moment do the 100 ms of the bell count?',
      },
    },
  },
}

/** Where `text` stands in the learner's list, and the moment that is written beside it, if one is. */
function lineIn(
  { run, check }: Clue,
  text: string,
): { readonly place: number; readonly at: number | undefined } | undefined {
  if (check?.kind !== 'predict' || !Array.isArray(run.value)) return undefined
  const place = check.predicted.findIndex((line) => line.text === text)
  if (place < 0) return undefined
  const written: unknown = run.value[place]
  return { place, at: Array.isArray(written) ? check.predicted[place]?.at : undefined }
}

function comesBefore(clue: Clue, first: string, second: string): boolean {
  const [one, other] = [lineIn(clue, first), lineIn(clue, second)]
  return one !== undefined && other !== undefined && one.place < other.place
}

function actualAt({ check }: Clue, text: string): number | undefined {
  return check?.kind === 'predict' ? check.actual.find((line) => line.text === text)?.at : undefined
}

/** The place of the first line that is not what was printed. */
function firstWrong({ check }: Clue): number | undefined {
  if (check?.kind !== 'predict') return undefined
  const place = check.predicted.findIndex(
    ({ at, text }, index) => text !== check.actual[index]?.text || at !== check.actual[index]?.at,
  )
  return place < 0 ? undefined : place
}

/** The delay of the kettle's timer. */
const KETTLE_MS = 200
