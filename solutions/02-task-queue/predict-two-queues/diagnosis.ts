import {
  columnsOf,
  goesWrong,
  type Clue,
  type Diagnosis,
  type Numbers,
} from '../../../runner/diagnosis.ts'

/** What wrong predictions of the two queues look like. `lead` says how far they are right. */
export const diagnosis: Diagnosis = {
  stub: 'prediction',
  spoilers: [],
  rules: {
    notyet: {
      seen: comesUnasked,
      says: {
        en: '{lead} In your list `{text}` comes before `{asker}`. Find the line that asks for `{text}`: inside which callback does it stand, and has that one run by then?',
      },
    },
    sync: {
      seen: (clue) => beforeScript2(clue, ['micro 1', 'micro 2', 'micro 3']),
      says: {
        en: '{lead} In your list `{text}` breaks into the script. It is ready, that may be; but a callback needs the thread, and who has it until `script 2` is printed?',
      },
    },
    atonce: {
      seen: (clue) => beforeScript2(clue, ['timer A', 'timer B']),
      says: {
        en: '{lead} In your list `{text}` comes before the script is over. A delay of 0 ms means "as soon as you can": who has the thread until `script 2` is printed?',
      },
    },
    onequeue: {
      seen: (clue) =>
        goesWrong(clue, 'timer A', 'micro 1') || goesWrong(clue, 'timer B', 'micro 1'),
      says: {
        en: '{lead} In your list a timer is served before `micro 1`, as if all stood in one line. There are two lines, and they are not equals: which of them does the event loop look at first?',
      },
    },
    alternate: {
      seen: (clue) =>
        goesWrong(clue, 'timer A', 'micro 2') || goesWrong(clue, 'timer B', 'micro 2'),
      says: {
        en: '{lead} In your list a timer gets its turn while `micro 2` is still in line. How many microtasks does the event loop run before it looks at the timers?',
      },
    },
    snapshot: {
      seen: (clue) =>
        goesWrong(clue, 'timer A', 'micro 3') || goesWrong(clue, 'timer B', 'micro 3'),
      says: {
        en: '{lead} In your list `micro 3` has to wait for a timer, since it came into the line last. When is the line of microtasks done: when those are through that were there at first, or when nobody is left in it?',
      },
    },
    nested: {
      seen: (clue) => goesWrong(clue, 'micro 3', 'micro 2'),
      says: {
        en: '{lead} In your list `micro 3` overtakes `micro 2`. It is asked for by `micro 1`: who is in line already when that one runs?',
      },
    },
    rank: {
      seen: (clue) => goesWrong(clue, 'micro 2', 'micro 1'),
      says: {
        en: '{lead} In your list `micro 2` is served before `micro 1`. What a promise leaves and what queueMicrotask leaves stand in the same line: which of the two came to it first?',
      },
    },
    timers: {
      seen: (clue) => goesWrong(clue, 'timer B', 'timer A'),
      says: {
        en: '{lead} In your list `timer B` fires before `timer A`. Both have the same delay: which of the two has been counting for longer?',
      },
    },
    betweentimers: {
      seen: (clue) => goesWrong(clue, 'timer B', 'micro from A'),
      says: {
        en: '{lead} In your list both timers run in one go. They are two tasks: what does the event loop do between one task and the next?',
      },
    },
    overtakes: {
      seen: (clue) => goesWrong(clue, 'timer from A', 'timer B'),
      says: {
        en: '{lead} In your list `timer from A` overtakes `timer B`. In the first program timer A left a microtask behind; what does it leave in the twin, and in which of the two lines does that have to stand?',
      },
    },
  },
}

/** Each callback that is asked for by another, with that other. */
const ASKED_BY = [
  ['micro 3', 'micro 1'],
  ['micro from A', 'timer A'],
  ['timer from A', 'timer A'],
] as const

function comesUnasked(clue: Clue): false | Numbers {
  const found = ASKED_BY.find(([text, asker]) => goesWrong(clue, text, asker))
  return found !== undefined && { text: found[0], asker: found[1] }
}

function beforeScript2(clue: Clue, texts: readonly string[]): false | Numbers {
  const { predicted, wrongAt } = columnsOf(clue)
  const text = texts.find(
    (one) => goesWrong(clue, one, 'script 2') && predicted[wrongAt]?.text === one,
  )
  return text !== undefined && { text }
}
