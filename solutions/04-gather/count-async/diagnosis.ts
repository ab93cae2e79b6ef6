import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to count-async look like. */
export const diagnosis: Diagnosis = {
  stub: 'count-async/stub',
  spoilers: ['Promise.all', 'allSettled'],
  rules: {
    busy: {
      seen: ({ run }) => run.heldMs > 0,
      says: {
        en: 'The thread was held for {held} ms: holding it cannot be shared among the counts, only waiting can.',
      },
      line: ({ lineOf }) => lineOf(/busyWait\(/),
    },
    countfloat: {
      seen: ({ run, took }) =>
        run.lines.length > 0 &&
        run.lines.every(({ at }) => at === 0) &&
        run.timeOf('Two') === 0 &&
        run.endsAt > took,
      says: {
        en: 'Two came out at 0 ms, with {ends} ms of waiting still to go: the pause was started, but nobody stayed for it.',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*\bawait\b).*\bsleep\(/),
    },
    awaitinall: {
      seen: (clue) => oneAfterAnother(clue) && /\[[^\]]*await/.test(clue.source),
      says: {
        en: 'The list was complete only at {took} ms: by then every count was over, and there was nothing left to wait for.',
      },
      line: ({ lineOf }) => lineOf(/\[.*await|^\s*await count\([^)]*\),/),
    },
    serial: {
      seen: oneAfterAnother,
      says: {
        en: 'Took {took} ms where {ideal} were enough: each count began exactly when the one before it had ended.',
      },
      line: ({ lineOf }) => lineOf(/await count\(/),
    },
    float: {
      seen: ({ run }) => run.settledAt === 0 && run.endsAt > 0 && run.lines.length > 0,
      says: {
        en: 'Right lines at the right times, and yet it said "done" at {settles} ms, {ends} ms too soon: whoever waits for it is told too early.',
      },
    },
    functions: {
      seen: ({ run, expected, source }) =>
        expected.length > 0 &&
        run.lines.length === 0 &&
        /=>\s*count\(|\bcount\s*[\],)]/.test(source),
      says: { en: 'No count ever began: you collected recipes and cooked none.' },
      line: ({ lineOf }) => lineOf(/=>\s*count\(|\bcount\s*[\],)]/),
    },
    stub: {
      seen: ({ run, expected }) =>
        expected.length > 0 && run.lines.length === 0 && run.endsAt === 0,
      says: {
        en: 'Nothing was printed yet: begin with `count`, which prints One, waits, and prints Two.',
      },
    },
  },
}

/** Each One comes at the moment of the Two before it. */
function oneAfterAnother({ run, took, ideal }: Clue): boolean {
  const ones = run.timesOf('One')
  const twos = run.timesOf('Two')
  return (
    took > ideal &&
    ones.length > 1 &&
    ones.every((at, index) => index === 0 || at === twos[index - 1])
  )
}
