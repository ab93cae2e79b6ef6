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
} from '../../../runner/diagnosis.ts'

/** What wrong predictions of the four jobs look like. `lead` says how far they are right. */
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
    thrownok: {
      seen: (clue) => {
        const [, name] = /^([BD]) ok$/.exec(wrongText(clue)) ?? []
        return name !== undefined && { name }
      },
      says: {
        en: '{lead} In your list {name} is ok. Follow {name} through `job`, line by line: where does it leave, and what does it not come to?',
      },
    },
    skips: {
      seen: (clue) =>
        !isTwin(clue) &&
        (wrongText(clue) === 'all ok' ||
          (lineIn(clue, 'all ok') !== undefined && isAtStake(clue, 'caught B broke'))),
      says: {
        en: '{lead} In your list somebody prints `all ok`. That line stands below the `await`: when that brings bad news, where does the program go on?',
      },
    },
    inturn: {
      seen: (clue) =>
        isTwin(clue)
          ? isAt(clue, 'C ok', A_MS + B_MS + C_MS)
          : isAt(clue, 'caught B broke', A_MS + B_MS) &&
            !goesWrong(clue, 'C ok', 'caught B broke') && {
              text: 'caught B broke',
              at: A_MS + B_MS,
            },
      says: {
        en: '{lead} `{text}` at {at} ms: that is what you get when each job begins at the end of the one before. Find the four calls of `job`: what stands between them that would wait?',
      },
    },
    second: {
      seen: (clue) => !isTwin(clue) && /\bD\b/.test(wrongText(clue)),
      says: {
        en: '{lead} In your list somebody hears of D. Four jobs, but one promise that stands for them, and a promise settles once: what had become of it by the time D broke?',
      },
    },
    waitsall: {
      seen: (clue) => {
        const caughtAt = lineIn(clue, 'caught B broke')?.at
        return (
          !isTwin(clue) &&
          caughtAt !== undefined &&
          caughtAt > B_MS &&
          isAtStake(clue, 'caught B broke') && { caughtAt }
        )
      },
      says: {
        en: '{lead} In your list the bad news is heard at {caughtAt} ms, and B broke earlier than that: once one of the four has failed, what would be gained by hearing out the others?',
      },
    },
    stillfails: {
      seen: (clue) => isTwin(clue) && wrongText(clue).startsWith('caught '),
      says: {
        en: '{lead} In your list of the twin somebody catches a failure. Its name says when this promise is content: what would have to happen to make it fail?',
      },
    },
    tooearly: {
      seen: (clue) => {
        const line = columnsOf(clue).predicted.find(({ text }) => text.startsWith('failed: '))
        return (
          isTwin(clue) &&
          line !== undefined &&
          line.at < D_MS &&
          (isAtStake(clue, line.text) || wrongText(clue) === line.text) && { ...line }
        )
      },
      says: {
        en: '{lead} In your list they are counted at {at} ms, with `{text}`. Is every job over by then, or is somebody left whose outcome nobody can know yet?',
      },
    },
    one: {
      seen: (clue) => {
        const [, number] = /^failed: (\d+)$/.exec(wrongText(clue)) ?? []
        return isTwin(clue) && number !== undefined && number !== '2' && { number }
      },
      says: {
        en: '{lead} Your count is {number}. Go through the four names, one after another: how did each of them end?',
      },
    },
    loud: {
      seen: (clue) => /^(?:Error: )?(?:[A-D]) (?:broke|fails|failed)$/.test(wrongText(clue)),
      says: {
        en: '{lead} In your list the failure itself is a line. To throw is not to print: find the line that tells of the failure, and the words that it puts before it.',
      },
    },
    undone: {
      seen: (clue) => lacks(clue, 'A ok'),
      says: {
        en: '{lead} There is no `A ok` in your list. A was over before anything failed: who could take back what is printed?',
      },
    },
    cancels: {
      seen: (clue) => lacks(clue, 'C ok'),
      says: {
        en: '{lead} C is never heard of in your list. It was at work when B broke: who told it to stop?',
      },
    },
    nofinally: {
      seen: (clue) => lacks(clue, 'finally'),
      says: {
        en: '{lead} There is no `finally` in your list. It stands behind a `try`: in which of its three endings (all went well, failed and caught, failed and not caught) is it passed over?',
      },
    },
    lastly: {
      seen: (clue) =>
        isAtStake(clue, 'finally') &&
        (goesWrong(clue, 'moving on', 'finally') || goesWrong(clue, 'C ok', 'finally')),
      says: {
        en: '{lead} In your list something comes between `catch` and `finally`. Does `finally` wait until everything is over, or until the `try` it belongs to is?',
      },
    },
    catchlast: {
      seen: (clue) => !isTwin(clue) && goesWrong(clue, 'finally', 'caught B broke'),
      says: {
        en: '{lead} In your list `finally` comes before the failure is caught. Its name says what it wants to be among the blocks of a `try`: which of them is it?',
      },
    },
    over: {
      seen: (clue) => !isTwin(clue) && lacks(clue, 'moving on'),
      says: {
        en: '{lead} In your list the program is over with the failure. But somebody caught it: where does a program go on after a `catch`?',
      },
    },
    stays: {
      seen: (clue) =>
        !isTwin(clue) &&
        (goesWrong(clue, 'C ok', 'moving on') ||
          (isAtStake(clue, 'moving on') && (lineIn(clue, 'moving on')?.at ?? 0) > C_MS)),
      says: {
        en: '{lead} In your list the program moves on only after C is through. C is still at work, that is true: after the failure, which line still waits for it?',
      },
    },
  },
}

/** The first text that is wrong. */
function wrongText(clue: Clue): string {
  const { predicted, wrongAt } = columnsOf(clue)
  return predicted[wrongAt]?.text ?? ''
}

/** Whether the list has this text at this moment, and is wrong there. */
function isAt(clue: Clue, text: string, at: number): false | { text: string; at: number } {
  return isAtStake(clue, text) && lineIn(clue, text)?.at === at && { text, at }
}

/** For how long each job is at work. */
const [A_MS, B_MS, C_MS, D_MS] = [100, 200, 300, 400]
