import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to foreach-trap look like. */
export const diagnosis: Diagnosis = {
  stub: 'foreach-trap/stub',
  spoilers: ['Promise.all', 'allSettled', '.map('],
  rules: {
    lost: {
      seen: ({ run }) => {
        const [first] = run.unobserved
        return first !== undefined && { what: first.failure.message, at: first.at }
      },
      says: {
        en: 'At {at} ms "{what}", and nobody was there to hear it: the promise that knew had been thrown away.',
      },
      line: ({ lineOf }) => lineOf(/forEach/),
    },
    swallowed: {
      seen: ({ run, check }) =>
        check?.kind === 'reject' &&
        run.error === undefined &&
        run.unobserved.length === 0 &&
        run.settledAt === run.endsAt,
      says: {
        en: 'One message never went out, and whoever asked was told a number as if all were well.',
      },
      line: ({ lineOf }) => lineOf(/catch|allSettled/),
    },
    race: {
      seen: ({ run }) =>
        typeof run.value === 'number' && sentBy(run, run.settledAt ?? 0) === 1 && sends(run) > 1,
      says: {
        en: 'You left with the first to finish, at {settles} ms; the last message went out at {ends} ms.',
      },
      line: ({ lineOf }) => lineOf(/race|any/),
    },
    awaitarray: {
      seen: ({ run, source }) =>
        run.settledAt === 0 &&
        run.endsAt > 0 &&
        /await\s+users\s*\.map|await\s+\w+$|await\s*\[/m.test(source) &&
        !/forEach/.test(source),
      says: {
        en: 'You waited for a list, and a list is not something that finishes: it was there at {settles} ms, with every promise in it still pending.',
      },
      line: ({ lineOf }) => lineOf(/await\s+users\s*\.map|await\s+\w+$|await\s*\[/),
    },
    stub: {
      seen: ({ run }) =>
        run.settledAt === 0 && run.endsAt > 0 && { count: JSON.stringify(run.value) ?? 'nothing' },
      says: {
        en: 'You counted {count} at {settles} ms, before anybody had been reached; the last message went out at {ends} ms. Who kept the promises of your callbacks?',
      },
      line: ({ lineOf }) => lineOf(/forEach/),
    },
    reduce: {
      seen: (clue) => oneAtATime(clue) && /reduce/.test(clue.source),
      says: {
        en: 'Each step waits for the sum so far, and with it for everybody before: the sends queue up behind one another, {took} ms where {ideal} were enough.',
      },
      line: ({ lineOf }) => lineOf(/reduce/),
    },
    serial: {
      seen: oneAtATime,
      says: {
        en: 'Nobody is forgotten now, but each waits for the one before: {took} ms where {ideal} were enough.',
      },
      line: ({ lineOf }) => lineOf(/await/),
    },
  },
}

const sends = (run: Clue['run']): number =>
  run.lines.filter(({ text }) => text.startsWith('send ')).length

const sentBy = (run: Clue['run'], at: number): number =>
  run.lines.filter((line) => line.text.startsWith('sent ') && line.at <= at).length

/** Each send begins at the moment at which the one before it is out. */
function oneAtATime({ run, took, ideal }: Clue): boolean {
  const begun = run.lines.filter(({ text }) => text.startsWith('send '))
  const out = run.lines.filter(({ text }) => text.startsWith('sent '))
  return (
    took > ideal &&
    begun.length > 1 &&
    begun.every(({ at }, index) => index === 0 || at === out[index - 1]?.at)
  )
}
