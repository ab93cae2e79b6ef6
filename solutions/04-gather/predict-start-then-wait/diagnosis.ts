import {
  columnsOf,
  goesWrong,
  isAtStake,
  isTwin,
  lineIn,
  runsBackwards,
  type Clue,
  type Diagnosis,
  type Numbers,
} from '../../../runner/diagnosis.ts'

/** What wrong predictions of the six jobs look like. `lead` says how far they are right. */
export const diagnosis: Diagnosis = {
  stub: 'prediction',
  spoilers: [],
  rules: {
    backwards: {
      seen: runsBackwards,
      says: {
        en: '{lead} In your list time runs backwards: `{text}` at {at} ms stands below a line at {before} ms. Write the lines as they are printed, whichever job they belong to.',
      },
    },
    nowait: {
      seen: (clue) => goesWrong(clue, 'after a', 'a end'),
      says: {
        en: '{lead} In your list `after a` comes before `a end`, as if nobody had stopped. The thread is free meanwhile, that is true; but which function does an `await` stop?',
      },
    },
    awaitstarts: {
      seen: (clue) =>
        !isTwin(clue) &&
        goesWrong(clue, 'a end', 'b start') && { startAt: momentOf(clue, 'b start') ?? 0 },
      says: {
        en: '{lead} In your list b starts at {startAt} ms, when its turn to be awaited has come. In Python you would be right: there a coroutine runs nothing before that. Here an `await` only waits: which line starts b, and when does the program get there?',
      },
    },
    early: {
      seen: (clue) => isTwin(clue) && goesWrong(clue, 'b start', 'a end'),
      says: {
        en: '{lead} In your list b starts before a is over, as it does in the first program. Where does the call of b stand in the twin, and what stands above it?',
      },
    },
    lazy: {
      seen: (clue) => goesWrong(clue, 'b launched', 'b start'),
      says: {
        en: '{lead} In your list the call of b returns before b has started. In Python you would be right: there a call runs nothing. Here, what does an async function do as soon as it is called?',
      },
    },
    blocked: {
      seen: (clue) => goesWrong(clue, 'b end', 'b launched'),
      says: {
        en: '{lead} In your list b is over before `b launched` is printed. The `await` in `job` stops that job: what would stop the program that called it, before it says `await` itself?',
      },
    },
    firstcome: {
      seen: (clue) => !isTwin(clue) && goesWrong(clue, 'after b', 'after a'),
      says: {
        en: '{lead} In your list `after b` comes before `after a`. That b is over first is one thing; which `await` does the program come to first, and what does it do until that one is through?',
      },
    },
    unnoticed: {
      seen: (clue) => {
        const [end, a] = [momentOf(clue, 'b end'), momentOf(clue, 'a end')]
        return !isTwin(clue) && isAtStake(clue, 'b end') && end !== undefined && end === a
      },
      says: {
        en: '{lead} In your list b ends only when a does. While the program waits for a, nobody holds the thread: what keeps b from going on when its own pause is over?',
      },
    },
    sum: {
      seen: (clue) =>
        isTwin(clue)
          ? countedFrom(clue, 'd end', 'c end', 150)
          : countedFrom(clue, 'b end', 'a end', 200) || countedFrom(clue, 'after b', 'a end', 200),
      says: {
        en: '{lead} Your `{text}` comes at {at} ms, {ms} ms after `{since}`, as if those {ms} ms had begun only when they were awaited. From which moment do they count?',
      },
    },
    awaitinside: {
      seen: (clue) => isTwin(clue) && isDuring(clue, 'f start', 'e'),
      says: {
        en: '{lead} In your list f starts while e is still at work. The elements of a list are worked out from left to right: what does the program have to do with the first before it comes to the second?',
      },
    },
    parallelbydefault: {
      seen: (clue) => startsTooSoon(clue, isTwin(clue) ? TWIN_CHAIN : CHAIN),
      says: {
        en: '{lead} In your list {later} starts while {sooner} is still at work. Between the two stands an `await`: who gets past it before that job is over?',
      },
    },
    inrow: {
      seen: (clue) =>
        isTwin(clue)
          ? goesWrong(clue, 'c end', 'd start') && { later: 'd', sooner: 'c' }
          : goesWrong(clue, 'e end', 'f start') && { later: 'f', sooner: 'e' },
      says: {
        en: '{lead} In your list {later} starts only when {sooner} is over. Find the two calls: is there anything between them that waits?',
      },
    },
    slowest: {
      seen: (clue) =>
        isDuring(clue, 'all done', 'e')
          ? { name: 'e' }
          : isDuring(clue, 'all done', 'f') && { name: 'f' },
      says: {
        en: '{lead} In your list `all done` is printed while {name} is still at work. What is it that this last `await` waits for?',
      },
    },
  },
}

/** Each job that starts only when another is over, with that other. */
const CHAIN = [
  ['c', 'b'],
  ['c', 'a'],
  ['d', 'c'],
  ['e', 'd'],
  ['f', 'd'],
] as const

const TWIN_CHAIN = [
  ['c', 'b'],
  ['d', 'b'],
  ['e', 'c'],
  ['e', 'd'],
  ['f', 'd'],
] as const

function startsTooSoon(clue: Clue, chain: typeof CHAIN | typeof TWIN_CHAIN): false | Numbers {
  const found = chain.find(([later, sooner]) => isDuring(clue, `${later} start`, sooner))
  return found !== undefined && { later: found[0], sooner: found[1] }
}

/** Whether the list wrongly puts `text` between the start and the end of a job. */
function isDuring(clue: Clue, text: string, job: string): boolean {
  const texts = columnsOf(clue).predicted.map((line) => line.text)
  const start = texts.indexOf(`${job} start`)
  return start >= 0 && start < texts.indexOf(text) && goesWrong(clue, text, `${job} end`)
}

/** Whether the list counts the `ms` of a line from where its waiting begins, not its work. */
function countedFrom(clue: Clue, text: string, since: string, ms: number): false | Numbers {
  const [at, from] = [momentOf(clue, text), momentOf(clue, since)]
  return (
    at !== undefined &&
    from !== undefined &&
    at === from + ms &&
    isAtStake(clue, text) && { text, at, since, ms }
  )
}

/** The moment that the learner wrote beside `text`. */
const momentOf = (clue: Clue, text: string): number | undefined => lineIn(clue, text)?.at
