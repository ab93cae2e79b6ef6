import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to write-sleep look like. */
export const diagnosis: Diagnosis = {
  stub: 'write-sleep/stub',
  spoilers: ['new Promise', 'resolve', 'setTimeout(resolve'],
  rules: {
    kit: {
      seen: ({ run }) => /#kit\.sleep is yours/.test(run.error?.message ?? ''),
      says: {
        en: 'The kit has a `sleep` of its own, and here it is the very thing to build: leave it in the kit for this once.',
      },
      line: ({ lineOf }) => lineOf(/\bsleep\b.*from '#kit'/),
    },
    busy: {
      seen: ({ run }) => run.heldMs > 0,
      says: {
        en: 'Your sleeper keeps the whole house awake: the thread was held for {held} ms, and nobody else could do anything meanwhile.',
      },
      line: ({ lineOf }) => lineOf(/busyWait\(|while \(/),
    },
    never: {
      seen: ({ run }) =>
        run.trace.ending.kind === 'never-settles' && run.events('timer-fired').length > 0,
      says: {
        en: 'The alarm rang at {ends} ms, and nobody told the sleeper: the promise is waiting still.',
      },
      line: ({ lineOf }) => lineOf(/setTimeout\(/),
    },
    callnow: {
      seen: (clue) => tooSoon(clue) && /setTimeout\(\s*\w+\(\s*\w*\s*\)/.test(clue.source),
      says: {
        en: 'You called it while setting the alarm, at {settles} ms; when the alarm rang it had nothing left to do.',
      },
      line: ({ lineOf }) => lineOf(/setTimeout\(\s*\w+\(/),
    },
    beside: {
      seen: (clue) => tooSoon(clue) && alarmWasSet(clue) && /new Promise/.test(clue.source),
      says: {
        en: 'The alarm rang, and you had already said "awake", at {settles} ms: the two stand side by side and know nothing of each other.',
      },
      line: ({ lineOf }) => lineOf(/setTimeout\(/),
    },
    asyncword: {
      seen: (clue) => tooSoon(clue) && alarmWasSet(clue),
      says: {
        en: 'You got a promise, and nobody tied it to the timer: it was done at {settles} ms, while the timer ran on until {ends} ms.',
      },
      line: ({ lineOf }) => lineOf(/setTimeout\(/),
    },
    stub: {
      seen: (clue) => tooSoon(clue) && clue.run.events('timer-set').length === 0,
      says: { en: 'It is over at {settles} ms: this sleep does not wait yet.' },
      line: ({ lineOf }) => lineOf(/return/),
    },
  },
}

/** Somebody who should have slept was awake at once. */
const tooSoon = ({ run, took, ideal }: Clue): boolean =>
  run.settledAt !== undefined && took < Math.max(ideal, 1)

/** A timer was still to ring when it said that it was done. */
const alarmWasSet = ({ run }: Clue): boolean =>
  run.events('timer-set').length > 0 && run.endsAt > (run.settledAt ?? 0)
