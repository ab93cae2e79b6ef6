import {
  columnsOf,
  goesWrong,
  isTwin,
  lacks,
  type Clue,
  type Diagnosis,
} from '../../../runner/diagnosis.ts'

/** What wrong predictions of the parent and its children look like. `lead` says how far they are right. */
export const diagnosis: Diagnosis = {
  stub: 'prediction',
  spoilers: [],
  rules: {
    nofinally: {
      seen: (clue) =>
        CLEANUPS.every((text) => !isPredicted(clue, text)) &&
        CLEANUPS.some((text) => lacks(clue, text)),
      says: {
        en: '{lead} Nobody cleans up in your list. Nothing fails in this program: does a `finally` ask about that?',
      },
    },
    nowait: {
      seen: (clue) =>
        CHILDREN.concat('parent returns').some(
          (text) => goesWrong(clue, 'main continues', text) && text !== 'bg done',
        ) && !isPredictedFirst(clue, 'parent returns', 'main continues'),
      says: {
        en: '{lead} In your list `main continues` comes before the parent has returned. What does the program that called it do at its `await`?',
      },
    },
    latecleanup: {
      seen: (clue) =>
        goesWrong(clue, 'parent returns', 'fg cleanup') ||
        (isTwin(clue) &&
          goesWrong(clue, 'parent returns', 'bg cleanup') &&
          isPredictedFirst(clue, 'bg done', 'parent returns')),
      says: {
        en: '{lead} In your list the parent goes on before the child that it waits for has cleaned up. When is the call of an async function over: before its `finally`, or after it?',
      },
    },
    cleanupfirst: {
      seen: (clue) => {
        const who = EARLY.find(([cleanup, last]) => goesWrong(clue, cleanup, last))?.[2]
        return who !== undefined && { who }
      },
      says: {
        en: '{lead} In your list {who} cleans up before it has come to the end of its `try`. What takes it there so early?',
      },
    },
    inrow: {
      seen: (clue) => !isTwin(clue) && goesWrong(clue, 'bg done', 'fg done'),
      says: {
        en: '{lead} In your list `bg` is done first, since it was started first. One takes 300 ms and the other 100: does the second wait for the first anywhere?',
      },
    },
    listorder: {
      seen: (clue) => isTwin(clue) && goesWrong(clue, 'bg done', 'fg done'),
      says: {
        en: '{lead} In your list `bg` is done first, as it is the first in the brackets. Both are at work when the waiting begins: which bar is shorter?',
      },
    },
    waits: {
      seen: (clue) => !isTwin(clue) && goesWrong(clue, 'bg done', 'parent returns'),
      says: {
        en: '{lead} In your list the parent stays until `bg` is done. It started it, that is true: which line of the parent waits for it?',
      },
    },
    scope: {
      seen: (clue) =>
        !isTwin(clue) &&
        isPredictedFirst(clue, 'bg cleanup', 'main continues') &&
        ['parent cleanup', 'main continues'].some((text) => goesWrong(clue, 'bg cleanup', text)),
      says: {
        en: '{lead} In your list `bg` cleans up when its parent does. A `finally` belongs to the function that contains it, and not to the one that started it: where is `bg` in its own `try` at that moment?',
      },
    },
    lastly: {
      seen: (clue) => goesWrong(clue, 'main continues', 'parent cleanup'),
      says: {
        en: '{lead} In your list the parent cleans up when its caller goes on already. Does a `finally` wait until everything is over, or until the `try` it belongs to is?',
      },
    },
    time: {
      seen: (clue) =>
        !isTwin(clue) &&
        ['main continues', 'main ends'].some((text) => goesWrong(clue, 'bg done', text)),
      says: {
        en: '{lead} In your list `bg` is done earlier than that. It needs 300 ms: at which millisecond is the program then?',
      },
    },
    cancelled: {
      seen: (clue) => !isTwin(clue) && lacks(clue, 'bg done') && isPredicted(clue, 'bg cleanup'),
      says: {
        en: '{lead} In your list `bg` is stopped, and cleans up. In Python’s `asyncio.run` that is what would happen when main ends; who would do it here?',
      },
    },
    dies: {
      seen: (clue) => !isTwin(clue) && (lacks(clue, 'bg done') || endsWith(clue, 'main ends')),
      says: {
        en: '{lead} `bg` is never done in your list. In Python’s `asyncio.run` it would be stopped when main ends; Node asks something else before it leaves: is there anything that can still happen?',
      },
    },
    allcancels: {
      seen: (clue) => isTwin(clue) && lacks(clue, 'bg done'),
      says: {
        en: '{lead} `bg` is never done in your list of the twin. The parent waits there for two promises: who would have stopped one of them?',
      },
    },
    fgonly: {
      seen: (clue) => isTwin(clue) && goesWrong(clue, 'parent returns', 'bg done'),
      says: {
        en: '{lead} In your list of the twin the parent returns while `bg` is at work, as it did before. What does it wait for this time?',
      },
    },
  },
}

const CHILDREN = ['fg done', 'fg cleanup']
const EARLY = [
  ['parent cleanup', 'parent returns', 'the parent'],
  ['fg cleanup', 'fg done', '`fg`'],
  ['bg cleanup', 'bg done', '`bg`'],
] as const
const CLEANUPS = ['fg cleanup', 'bg cleanup', 'parent cleanup']

const isPredicted = (clue: Clue, text: string): boolean =>
  columnsOf(clue).predicted.some((line) => line.text === text)

/** Whether the list is right and over after this line. */
function endsWith(clue: Clue, text: string): boolean {
  const { predicted, wrongAt } = columnsOf(clue)
  return wrongAt === predicted.length && predicted.at(-1)?.text === text
}

const isPredictedFirst = (clue: Clue, first: string, second: string): boolean => {
  const texts = columnsOf(clue).predicted.map(({ text }) => text)
  return texts.includes(first) && texts.indexOf(first) < texts.indexOf(second)
}
