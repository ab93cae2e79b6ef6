import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to four-steps look like. */
export const diagnosis: Diagnosis = {
  stub: 'four-steps/stub',
  spoilers: ['await main'],
  rules: {
    stub: {
      seen: ({ run, expected }) =>
        expected.length > 0 && run.lines.length === 0 && run.endsAt === 0,
      says: {
        en: 'Nothing was printed yet: begin with `greet`, and see it on its own in the suite.',
      },
    },
    unh: {
      seen: ({ run }) => {
        const [lost] = run.unobserved
        return lost !== undefined && { what: lost.failure.message, failedAt: lost.at }
      },
      says: {
        en: 'At {failedAt} ms it failed with "{what}", and nobody heard it: your try block had been left by then, or was waiting for something else.',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*await).*\bmain\(\)/),
    },
    early: {
      seen: ({ run }) => {
        const begin = run.lines.findIndex(({ text }) => text === 'begin')
        const first = run.lines[0]
        return begin > 0 && first !== undefined && { first: first.text }
      },
      says: {
        en: '"{first}" came before "begin": calling an async function starts it. When did you want it to start?',
      },
      line: ({ lineOf }) => lineOf(/\bmain\(\)/),
    },
    noawait: {
      seen: ({ run }) => {
        const end = endLine(run)
        const last = run.lines.at(-1)
        return (
          end !== undefined &&
          last !== undefined &&
          last !== end &&
          last.at > end.at && { end: end.text, last: last.text, lastAt: last.at }
        )
      },
      says: {
        en: 'You stopped the clock at the start line: "{end}" was printed, and "{last}" came at {lastAt} ms.',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*await).*\bmain\(\)/),
    },
    swallowed: {
      seen: ({ run, expected }) =>
        expected.some(({ text }) => text.startsWith('failed')) &&
        !run.error &&
        run.lines.every(({ text }) => !text.startsWith('failed')) &&
        run.unobserved.length === 0,
      says: { en: 'The program failed with "no kettle", and nothing in the output says so.' },
      line: ({ lineOf }) => lineOf(/catch/),
    },
    passedon: {
      seen: ({ run, expected }) =>
        run.error !== undefined &&
        expected.some(({ text }) => text.startsWith('failed')) && { message: run.error.message },
      says: {
        en: '"{message}" went on to whoever called `run`: it should be printed here, and end here.',
      },
    },
    constant: {
      seen: (clue) => wrongTime(clue) !== undefined && (wrongTime(clue) ?? false),
      says: {
        en: 'Your stopwatch says "{got}" for a run that took {ran} ms: where does its number come from?',
      },
      line: ({ lineOf }) => lineOf(/end /),
    },
  },
}

const endLine = (run: Clue['run']) => run.lines.find(({ text }) => text.startsWith('end '))

/** The end came at the right moment, with another number on it than the time that had passed. */
function wrongTime({ run }: Clue): { got: string; ran: number } | undefined {
  const begin = run.lines.find(({ text }) => text === 'begin')
  const end = endLine(run)
  if (!begin || !end || end.text === `end ${end.at - begin.at} ms`) return undefined
  return { got: end.text, ran: end.at - begin.at }
}
