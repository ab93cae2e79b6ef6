import {
  columnsOf,
  goesWrong,
  isAtStake,
  isTwin,
  lacks,
  lineIn,
  runsBackwards,
  type Clue,
  type Diagnosis,
  type Numbers,
} from '../../../runner/diagnosis.ts'

/** What wrong predictions of the race look like. `lead` says how far they are right. */
export const diagnosis: Diagnosis = {
  stub: 'prediction',
  spoilers: [],
  rules: {
    backwards: {
      seen: runsBackwards,
      says: {
        en: '{lead} In your list time runs backwards: `{text}` at {at} ms stands below a line at {before} ms. Write the lines as they are printed, whoever prints them.',
      },
    },
    thrown: {
      seen: (clue) => isTwin(clue) && /^(?:fast finished|winner fast)$/.test(wrongText(clue)),
      says: {
        en: '{lead} In your list the fast job comes to its end. Follow it through `job`, line by line: where does it leave, and what does it not come to?',
      },
    },
    loud: {
      seen: (clue) => /^(?:Error: )?(?:fast|slow) (?:broke|fails|failed)$/.test(wrongText(clue)),
      says: {
        en: '{lead} In your list the failure itself is a line. To throw is not to print: find the line that tells of the failure, and the words that it puts before it.',
      },
    },
    inrow: {
      seen: (clue) =>
        isAt(clue, 'fast finished', SLOW_MS + FAST_MS) ||
        isAt(clue, 'caught fast broke', SLOW_MS + FAST_MS),
      says: {
        en: '{lead} `{text}` at {at} ms: that is what you get when the fast job begins at the end of the slow one. Find the two calls of `job`: what stands between them that would wait?',
      },
    },
    twowinners: {
      seen: (clue) =>
        lineIn(clue, 'winner slow') !== undefined &&
        (lineIn(clue, 'winner fast') ?? lineIn(clue, 'caught fast broke')) !== undefined &&
        /^(?:winner slow|slow finished)$/.test(wrongText(clue)),
      says: {
        en: '{lead} In your list the race comes out twice, once for each job. How often does a promise settle, and how often does the program come to the line below that `await`?',
      },
    },
    successonly: {
      seen: (clue) =>
        isTwin(clue) && (wrongText(clue) === 'winner slow' || winsUnheard(clue, 'winner slow')),
      says: {
        en: '{lead} In your list the slow one wins, though the fast one was over before it. It had failed, that is true: is this promise decided by the first good news, or by the first news?',
      },
    },
    firstlisted: {
      seen: (clue) =>
        !isTwin(clue) && (wrongText(clue) === 'winner slow' || winsUnheard(clue, 'winner slow')),
      says: {
        en: '{lead} In your list the slow one wins. It is named first, that is true; which of the two is over first?',
      },
    },
    waitsall: {
      seen: (clue) => !isTwin(clue) && laterThan(clue, 'winner fast', FAST_MS),
      says: {
        en: '{lead} In your list the winner is known at {at} ms. Since when was the fast job over, and whom does a race wait for after that?',
      },
    },
    latecatch: {
      seen: (clue) => isTwin(clue) && laterThan(clue, 'caught fast broke', FAST_MS),
      says: {
        en: '{lead} In your list the failure is caught at {at} ms. When did the fast job break, and whom does a race wait for after that?',
      },
    },
    winnerfirst: {
      seen: (clue) =>
        goesWrong(clue, 'winner fast', 'fast finished') || lacks(clue, 'fast finished'),
      says: {
        en: '{lead} In your list the winner is announced, and has not finished yet. What does the fast job still do before it returns its name?',
      },
    },
    unheard: {
      seen: (clue) => isTwin(clue) && lacks(clue, 'caught fast broke'),
      says: {
        en: '{lead} In your list nobody hears that the fast job broke. It did so while the program was waiting for the race: with which news does the race settle?',
      },
    },
    stops: {
      seen: (clue) => lacks(clue, 'slow finished'),
      says: {
        en: '{lead} In your list the slow job is never heard of. The race was decided without it; did anybody stop the other runner?',
      },
    },
    fromzero: {
      seen: (clue) => isAt(clue, 'main done', PAUSE_MS),
      says: {
        en: '{lead} In your list `main done` comes at {at} ms, as if that pause had begun at 0. When does the program come to the line with the pause?',
      },
    },
    nopause: {
      seen: (clue) => isAt(clue, 'main done', FAST_MS),
      says: {
        en: '{lead} In your list `main done` comes at {at} ms, together with the news of the race. What stands between the two?',
      },
    },
    waits: {
      seen: (clue) =>
        laterThan(clue, 'main done', SLOW_MS - 1) ||
        (goesWrong(clue, 'slow finished', 'main done') && { at: SLOW_MS }),
      says: {
        en: '{lead} In your list `main done` comes only when the slow job is over. After the race the program pauses for 100 ms: which line makes it wait for the loser?',
      },
    },
    over: {
      seen: (clue) => isTwin(clue) && lacks(clue, 'main done'),
      says: {
        en: '{lead} In your list the program is over with the failure. But somebody caught it: where does a program go on after a `catch`?',
      },
    },
    restarts: {
      seen: (clue) => laterThan(clue, 'slow finished', SLOW_MS),
      says: {
        en: '{lead} In your list the slow job ends at {at} ms, as if it had lost time. It was called at the same moment as the fast one, and needs 500 ms: what has held it up?',
      },
    },
  },
}

/** For how long each of them takes. */
const [SLOW_MS, FAST_MS, PAUSE_MS] = [500, 200, 100]

/** The first text that is wrong. */
function wrongText(clue: Clue): string {
  const { predicted, wrongAt } = columnsOf(clue)
  return predicted[wrongAt]?.text ?? ''
}

/** The list has another winner further down, and goes wrong where the race is decided. */
const winsUnheard = (clue: Clue, text: string): boolean =>
  lineIn(clue, text) !== undefined && wrongText(clue) === 'slow finished'

/** Whether the list has this text at this moment, and is wrong there. */
function isAt(clue: Clue, text: string, at: number): false | Numbers {
  return isAtStake(clue, text) && lineIn(clue, text)?.at === at && { text, at }
}

/** Whether the list has this text later than at this moment, and is wrong there. */
function laterThan(clue: Clue, text: string, ms: number): false | Numbers {
  const line = lineIn(clue, text)
  return line !== undefined && line.at > ms && isAtStake(clue, text) && { at: line.at }
}
