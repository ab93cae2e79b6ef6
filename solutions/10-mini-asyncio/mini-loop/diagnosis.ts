import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to mini-loop look like. */
export const diagnosis: Diagnosis = {
  stub: 'mini-loop/stub',
  spoilers: ['.shift(', '.splice('],
  survivors: {
    'drop-statement: this.clock = clock':
      'The clock is there for the timers of the next step; a loop without timers never looks at it',
  },
  rules: {
    stub: {
      seen: ({ run }) => {
        const [, method] = /^TODO mini-loop: (\w+)/.exec(run.error?.message ?? '') ?? []
        return method !== undefined && { method }
      },
      says: { en: '`{method}` is still to be written: the checker called it and met its TODO.' },
      line: ({ lineOf }) => lineOf(/TODO mini-loop/),
    },
    direct: {
      seen: (clue) =>
        came(clue, 'A', 'turn 1') ||
        came(clue, 'soon', 'not yet') ||
        came(clue, 'one', 'both have asked') ||
        clue.run.error?.message.startsWith("Cannot access 'fourth'") === true ||
        came(clue, 'inner', 'outer ends'),
      says: {
        en: 'A callback ran while its caller was still speaking: `callSoon` called it at once. Soon is not now: asking only puts it in line.',
      },
      line: ({ lineOf }) => lineOf(/^\s*(?:callback\.)?fn\(\)/),
    },
    lifo: {
      seen: (clue) => came(clue, 'B', 'A'),
      says: {
        en: 'B came before A, though A had asked first: last come, first served. At which end of the line do you take the next one?',
      },
      line: ({ lineOf }) => lineOf(/\.pop\(|unshift\(/),
    },
    oneatatime: {
      seen: (clue) => endedWell(clue) && came(clue, 'turn 2', 'B'),
      says: {
        en: 'A and B were in line when turn 1 began, and B ran in turn 2 only: a turn is for everybody who was in line when it began.',
      },
      line: ({ lineOf }) => lineOf(/\.shift\(/),
    },
    drain: {
      seen: (clue) =>
        endedWell(clue) &&
        came(clue, 'B', 'A2') &&
        !came(clue, 'turn 2', 'A2') &&
        clue.check?.kind === 'print',
      says: {
        en: 'A2 was asked for during turn 1, and ran in turn 1. That is JavaScript’s rule for microtasks; asyncio lets timers and the network have a look between two turns. How many were waiting when the turn began?',
      },
      line: ({ lineOf }) => lineOf(/while\s*\(|for\s*\(\s*(?:const|;|let \w+ of)/),
    },
    lost: {
      seen: (clue) =>
        endedWell(clue) &&
        came(clue, 'A', 'B') &&
        clue.expected.some(({ text }) => text === 'A2') &&
        clue.run.timeOf('A2') === undefined,
      says: {
        en: 'A2 asked for a turn during turn 1, and never got one: when you cleared the line after the turn, it was already standing there.',
      },
      line: ({ lineOf }) => lineOf(/length\s*=\s*0|=\s*\[\]\s*;?\s*$/),
    },
    leftover: {
      seen: (clue) =>
        endedWell(clue) &&
        came(clue, 'turn 2', 'A2') &&
        came(clue, 'A2', 'nothing was ready') &&
        !came(clue, 'turn 3', 'nothing was ready'),
      says: {
        en: 'Turn 2 ran A2, and `runOnce` said that there was nothing: you tell whether something is left now. The question was whether there was something when the turn began.',
      },
      line: ({ lineOf }) => lineOf(/return /),
    },
    endless: {
      seen: (clue) =>
        (endedWell(clue) &&
          clue.run.timeOf('turn 4') !== undefined &&
          clue.run.timeOf('nothing was ready') === undefined) ||
        (clue.check?.kind === 'return' && clue.check.expected === false && clue.run.value === true),
      says: {
        en: 'Nothing was ready, and `runOnce` returned true: whoever turns the loop would never know when to stop.',
      },
      line: ({ lineOf }) => lineOf(/return true/),
    },
    deaf: {
      seen: (clue) => {
        const text = ['fourth', 'called off'].find(
          (each) => clue.run.timeOf(each) !== undefined && !expects(clue, each),
        )
        return endedWell(clue) && text !== undefined && { text }
      },
      says: { en: '"{text}" was called off before its turn came, and it ran all the same.' },
      line: ({ lineOf }) => lineOf(/cancel/),
    },
    removeoncancel: {
      seen: (clue) => {
        const text = ['second', 'third', 'fifth'].find(
          (each) =>
            expects(clue, each) && !clue.run.lines.some((line) => line.text.startsWith(each)),
        )
        return (
          endedWell(clue) &&
          clue.run.timeOf('first') !== undefined &&
          TAKES_OUT.test(clue.source) &&
          text !== undefined && { text }
        )
      },
      says: {
        en: '"{text}" was passed over, and nobody had called it off: you took a card out of the deck that you are dealing from.',
      },
      line: ({ lineOf }) => lineOf(TAKES_OUT),
    },
    countsrun: {
      seen: ({ check, run }) =>
        check?.kind === 'return' &&
        Array.isArray(check.expected) &&
        Array.isArray(run.value) &&
        run.value[0] === false,
      says: {
        en: 'One callback stood in line, called off, and `runOnce` said that there was nothing. Calling off does not take it out of the line: a turn in which nobody speaks is a turn all the same.',
      },
    },
    shared: {
      seen: (clue) => endedWell(clue) && came(clue, 'other', 'and now'),
      says: {
        en: 'There were two loops, and one of them ran what the other had been asked for: to whom does your line belong?',
      },
      line: ({ lineOf }) => lineOf(/^(?:const|let|var) /),
    },
  },
}

/** `text` was printed, and `other` was not printed before it. */
function came({ run, expected }: Clue, text: string, other: string): boolean {
  if (!expected.some((line) => line.text === text)) return false
  const texts = run.lines.map((line) => line.text)
  const place = texts.indexOf(text)
  return place >= 0 && texts.includes(other) && place < texts.indexOf(other)
}

const expects = ({ expected }: Clue, text: string): boolean =>
  expected.some((line) => line.text.startsWith(text))

const endedWell = ({ run }: Clue): boolean => run.trace.ending.kind === 'finished' && !run.error

/** Code that takes somebody out of the middle of the line. */
const TAKES_OUT = /\.(?:toS|s)plice\(|\.filter\(|\.delete\(/
