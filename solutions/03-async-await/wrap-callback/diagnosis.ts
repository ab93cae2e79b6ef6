import type { Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to wrap-callback look like. */
export const diagnosis: Diagnosis = {
  stub: 'wrap-callback/stub',
  spoilers: ['reject(', 'resolve(', 'new Promise'],
  rules: {
    stub: {
      seen: ({ run }) => run.error?.message === 'TODO',
      says: {
        en: 'It throws its TODO still: what `task` is given, and what the caller gets, is yours to write.',
      },
      line: ({ lineOf }) => lineOf(/TODO/),
    },
    outside: {
      seen: ({ run }) => run.timeOf('got undefined') === 0,
      says: { en: 'You looked into the mailbox at 0 ms; the letter came at 200 ms.' },
      line: ({ lineOf }) => lineOf(/return /),
    },
    throwlate: {
      seen: ({
        run: {
          trace: { ending },
        },
      }) => ending.kind === 'threw' && { what: ending.failure.message, at: ending.at },
      says: {
        en: '"{what}" was thrown at {at} ms from inside a callback: by then the function that could have caught it had long returned.',
      },
      line: ({ lineOf }) => lineOf(/throw /),
    },
    outofthecall: {
      seen: ({ run }) =>
        run.lines.every(
          ({ text }) => text !== 'the call returned' && text !== 'caught no such file',
        ) &&
        run.error !== undefined &&
        /at once|no such file/.test(run.error.message) && { what: run.error.message },
      says: {
        en: '"{what}" came out of the call itself, not out of the promise: whoever calls first and waits later has nothing to wait for.',
      },
      line: ({ lineOf }) => lineOf(/task\(/),
    },
    errvalue: {
      seen: ({ run }) => run.lines.some(({ text }) => text.startsWith('got Error: disk')),
      says: {
        en: 'The error was handed over as if it were the value: nobody can catch what is given back. Which of the two doors is for bad news?',
      },
    },
    goodnews: {
      seen: ({ run }) =>
        run.timeOf('got undefined') !== undefined && { at: run.timeOf('got undefined') ?? 0 },
      says: { en: 'At {at} ms the disk had failed, and your caller was handed an empty success.' },
    },
    truthy: {
      seen: ({ run, data, check }) =>
        check?.kind === 'return' &&
        run.error !== undefined &&
        data.length === 1 && { value: JSON.stringify(data[0]) ?? 'undefined' },
      says: { en: '{value} is an answer, too: it was turned away as if something had gone wrong.' },
      line: ({ lineOf }) => lineOf(/value\s*\?|if \(value\)|if \(!value\)|value \?\?|value &&/),
    },
    never: {
      seen: ({ run }) => run.trace.ending.kind === 'never-settles' && { last: run.endsAt },
      says: {
        en: 'The callback was called, and at {last} ms the promise is pending still: one of the two kinds of news has no way out.',
      },
    },
    again: {
      seen: ({ run, check }) => {
        const times = run.timesOf('the task begins').length
        if (times > 1) return { times }
        // The same timer was set twice, and one of the two was still there at the end.
        return check?.kind === 'leave-nothing' && run.left > 0 && { times: 2 }
      },
      says: {
        en: 'The task was begun {times} times: a read that is made twice costs twice, and a payment is made twice.',
      },
      line: ({ lineOf }) => lineOf(/task\(/),
    },
  },
}
