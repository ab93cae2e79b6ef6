import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to read-both look like. */
export const diagnosis: Diagnosis = {
  stub: 'read-both/stub',
  spoilers: ['Promise.all'],
  rules: {
    poll: {
      seen: ({ run: { trace } }) =>
        trace.ending.kind === 'killed' || trace.ending.kind === 'ran-away',
      says: {
        en: 'You held the thread to wait for callbacks that need that very thread: as long as your loop turns, nobody can call you.',
      },
      line: ({ lineOf }) => lineOf(/while\s*\(|for\s*\(/),
    },
    stub: {
      seen: ({ run }) => run.lines.every(({ text }) => text === 'called') && run.endsAt === 0,
      says: {
        en: 'Nothing was read yet: `read` wants a name, and a function that it may call later.',
      },
    },
    now: {
      seen: ({ run }) => {
        const end = doneLine(run)
        return end !== undefined && end.at === 0 && run.endsAt > 0
      },
      says: {
        en: 'You handed over the boxes before anything was in them: at 0 ms no answer exists yet, the last one came at {ends} ms.',
      },
      line: ({ lineOf }) => lineOf(/\bdone\(/),
    },
    twice: {
      seen: ({ run }) => {
        const times = run.lines.filter(({ text }) => text.startsWith('done')).length
        return times > 1 && { times }
      },
      says: {
        en: '`done` was called {times} times: whoever waits for it expects one call, with everything.',
      },
      line: ({ lineOf }) => lineOf(/\bdone\(/),
    },
    nested: {
      seen: ({ run }) => {
        const second = run.lines.find(
          ({ text }, index) =>
            text.startsWith('read ') && index > 0 && run.lines[0]?.text.startsWith('read '),
        )
        return (
          second !== undefined &&
          second.at > 0 && { file: second.text.slice('read '.length), at: second.at }
        )
      },
      says: {
        en: 'The read of {file} began at {at} ms, exactly when the other had answered: what did it need from it?',
      },
    },
    empty: {
      seen: ({ run, expected }) =>
        run.lines.length > 0 &&
        doneLine(run) === undefined &&
        expected.some(({ text }) => text.startsWith('done: ,')),
      says: {
        en: 'One of the two files was empty, and `done` was never called: a text of nothing is a text.',
      },
    },
    never: {
      seen: ({ run }) => doneLine(run) === undefined && run.endsAt > 0,
      says: {
        en: 'Both answers had come by {ends} ms, and `done` was never called: who was supposed to notice?',
      },
    },
    lucky: {
      seen: (clue) => {
        const end = doneLine(clue.run)
        return end !== undefined && end.at < clue.ideal && { at: end.at, later: clue.ideal }
      },
      says: {
        en: '`done` was called at {at} ms, with one text still missing: it came at {later} ms. Which of the two files is the slower one is not for you to know.',
      },
      line: ({ lineOf }) => lineOf(/\bdone\(/),
    },
    arrival: {
      seen: (clue) => {
        const end = doneLine(clue.run)
        const [wanted] = clue.expected.slice(-1)
        return (
          end !== undefined &&
          wanted !== undefined &&
          end.at === wanted.at &&
          sorted(end.text) === sorted(wanted.text) && { got: end.text }
        )
      },
      says: {
        en: '"{got}": the texts stand in the order in which they came. Remember which answer belongs where, not which came first.',
      },
      line: ({ lineOf }) => lineOf(/push\(/),
    },
  },
}

const doneLine = (run: Clue['run']) => run.lines.find(({ text }) => text.startsWith('done'))

const sorted = (line: string): string =>
  line.replace('done: ', '').split(', ').toSorted().join(', ')
