import { goesWrong, isTwin, lacks, type Clue, type Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong predictions of the coffee bar look like. `lead` says how far they are right. */
export const diagnosis: Diagnosis = {
  stub: 'prediction',
  spoilers: [],
  rules: {
    lazy: {
      seen: (clue) => startsLate(clue, 'A') ?? startsLate(clue, 'B') ?? false,
      says: {
        en: '{lead} In your list `{name} ordered` comes before `{name} grind`, as if the call had run nothing yet. In Python you would be right: there a call makes a coroutine, and nothing runs before it is awaited. In JavaScript, when does the body of an async function begin?',
      },
    },
    blocksall: {
      seen: (clue) =>
        goesWrong(clue, 'A pour', 'A ordered') ||
        goesWrong(clue, 'A pour', 'B grind') ||
        goesWrong(clue, 'B pour', 'B ordered'),
      says: {
        en: '{lead} In your list `make` waits out its 100 ms before its caller may go on. An `await` stops the function in which it stands: who stopped the caller?',
      },
    },
    nosplit: {
      seen: (clue) =>
        !isTwin(clue) &&
        (goesWrong(clue, 'A brew', 'A ordered') || goesWrong(clue, 'B brew', 'B ordered')),
      says: {
        en: '{lead} In your list grinding and brewing follow each other without a break. Between the two stands an `await`, and it is an `await` even though there is nothing to wait for: to whom does it give the thread?',
      },
    },
    stillsplits: {
      seen: (clue) =>
        isTwin(clue) &&
        (goesWrong(clue, 'A ordered', 'A brew') || goesWrong(clue, 'B ordered', 'B brew')),
      says: {
        en: '{lead} In the first program somebody got a turn between grinding and brewing. Look at what stands between the two in the twin: what would make `make` let go of the thread there?',
      },
    },
    interrupts: {
      seen: (clue) =>
        goesWrong(clue, 'A brew', 'B grind') ||
        goesWrong(clue, 'A brew', 'B ordered') ||
        goesWrong(clue, 'A pour', 'B ordered'),
      says: {
        en: '{lead} In your list A goes on in the midst of the lines of the bar. What comes after an `await` needs the thread for itself: where does the bar let go of it for the first time?',
      },
    },
    inturn: {
      seen: (clue) => goesWrong(clue, 'A pour', 'B brew') || goesWrong(clue, 'A cup', 'B brew'),
      says: {
        en: '{lead} In your list B rests until A has been poured. A spends 100 ms waiting: does B need anything from A before it can brew?',
      },
    },
    main: {
      seen: (clue) => goesWrong(clue, 'close', 'A pour') || goesWrong(clue, 'close', 'A cup'),
      says: {
        en: '{lead} In your list the bar closes before A has a cup. Read the line above `close`: what has to be over before the bar gets past it?',
      },
    },
    batch: {
      seen: (clue) => goesWrong(clue, 'B pour', 'A cup'),
      says: {
        en: '{lead} In your list both are poured before anybody is handed a cup. The two pauses are over at the same moment, but they are two timers, and one of them fires first: who gets a turn before the second does?',
      },
    },
    last: {
      seen: (clue) => goesWrong(clue, 'B pour', 'close') || goesWrong(clue, 'B cup', 'close'),
      says: {
        en: '{lead} In your list `close` waits for something of B. Which promise does the bar await, and what is left for it to wait for once A has a cup?',
      },
    },
    unheard: {
      seen: (clue) => lacks(clue, 'B cup'),
      says: {
        en: '{lead} Nobody awaits `b`, that is true. Is awaiting the only way to be told what a promise brings?',
      },
    },
  },
}

function startsLate(clue: Clue, name: string): { readonly name: string } | undefined {
  return goesWrong(clue, `${name} ordered`, `${name} grind`) ? { name } : undefined
}
