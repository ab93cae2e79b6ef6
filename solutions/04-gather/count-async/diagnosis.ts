import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Line, Run } from '../../../runner/run.ts'
import type { TimerSet } from '../../../runner/trace.ts'

/** What wrong answers to count-async look like. */
export const diagnosis: Diagnosis = {
  stub: 'count-async/stub',
  spoilers: ['Promise.all', 'allSettled'],
  survivors: {
    'all-to-allSettled: await Promise.all(counts)':
      'No count can fail, so waiting for all and waiting for all to settle are the same',
  },
  rules: {
    busy: {
      seen: ({ run }) => run.heldMs > 0,
      says: {
        en: 'The thread was held for {held} ms: holding it cannot be shared among the counts, only waiting can.',
      },
      line: ({ run }) => run.events('thread-held')[0]?.site?.line,
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
      line: ({ run }) => run.events('timer-set')[0]?.site?.line,
    },
    awaitinall: {
      seen: (clue) => oneAfterAnother(clue) && AWAIT_IN_LIST.test(clue.source),
      says: {
        en: 'The list was complete only at {took} ms: by then every count was over, and there was nothing left to wait for.',
      },
      line: ({ lineOf }) => lineOf(AWAIT_IN_LIST) ?? lineOf(/^\s*await count\([^)]*\),/),
    },
    serial: {
      seen: oneAfterAnother,
      says: {
        en: 'Took {took} ms where {ideal} were enough: each count began exactly when the one before it had ended.',
      },
      line: ({ lineOf }) => lineOf(/await count\(/),
    },
    selfstart: {
      seen: ({ run, source }) => OWN_CALL.test(source) && run.timesOf('One').length > 0,
      says: {
        en: 'Your file calls `main` itself when it is loaded, and then the check calls it as well: which of the two runs do you want to see?',
      },
      line: ({ lineOf }) => lineOf(OWN_CALL),
    },
    uninvited: {
      seen: ({ run, check, expected }) =>
        check?.kind === 'print' &&
        expected.length === 0 &&
        run.timesOf('One').length > 0 && { count: run.timesOf('One').length },
      says: {
        en: 'Asked for no counts at all, your `main` ran {count}: what does the number of your counts depend on?',
      },
    },
    byclock: {
      seen: ({ run, source }) => {
        const timer = /(?<!function )\bcount\(/.test(source) ? mainsOwnTimer(run) : undefined
        return timer !== undefined && { waited: timer.delayMs }
      },
      says: {
        en: 'Your `main` waits {waited} ms by a clock of its own, and hopes that the counts are over by then. Who knows better when a count is over?',
      },
      line: ({ run }) => mainsOwnTimer(run)?.site?.line,
    },
    race: {
      seen: ({ run, expected }) => {
        const after = printedAfterSettling(run)
        return looksRight(run, expected) && run.settledAt === run.endsAt && after > 0 && { after }
      },
      says: {
        en: 'You left with the first to finish: when `main` said "done", at {settles} ms, {after} of its counts had still to print Two.',
      },
      line: ({ lineOf }) => lineOf(/\.(race|any)\(/),
    },
    float: {
      seen: ({ run, expected }) => {
        const last = run.lines.at(-1)?.at ?? 0
        const { settledAt = last } = run
        return looksRight(run, expected) && settledAt < last && { early: last - settledAt }
      },
      says: {
        en: 'Right lines at the right times, and yet it said "done" at {settles} ms, {early} ms too soon: whoever waits for it is told too early.',
      },
    },
    holes: {
      seen: (clue) => isSilent(clue) && EMPTY_PLACES.test(clue.source),
      says: {
        en: 'No count ever began: a list made with `Array(…)` has places, but nothing in them, and stepping through it passes over places that are empty.',
      },
      line: ({ lineOf }) => lineOf(EMPTY_PLACES),
    },
    functions: {
      seen: (clue) => isSilent(clue) && RECIPE.test(clue.source),
      says: { en: 'No count ever began: you collected recipes and cooked none.' },
      line: ({ lineOf }) => lineOf(RECIPE),
    },
    nocalls: {
      seen: (clue) =>
        isSilent(clue) &&
        /print\(|console\.log\(/.test(clue.source) &&
        !clue.run.tasks.some(({ name }) => name === 'count'),
      says: {
        en: 'No count ever began: `main` was over at {settles} ms and had not started one. `count` knows what to do by now; who sets it going?',
      },
      line: ({ lineOf }) => lineOf(/\bmain\b/),
    },
    stub: {
      seen: isSilent,
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

/** Nothing was printed where something should have been, and nothing went wrong either. */
function isSilent({ run, expected }: Clue): boolean {
  return (
    expected.length > 0 &&
    run.lines.length === 0 &&
    run.trace.ending.kind === 'finished' &&
    !run.error
  )
}

function mainsOwnTimer(run: Run): TimerSet | undefined {
  const mains = run.tasks.filter(({ name }) => name === 'main').map(({ task }) => task)
  return run
    .events('timer-set')
    .find(({ task, timerKind }) => timerKind === 'timeout' && mains.includes(task ?? 0))
}

function printedAfterSettling({ trace: { events } }: Run): number {
  const settled = events.findIndex(({ kind }) => kind === 'settled')
  return settled < 0 ? 0 : events.slice(settled).filter(({ kind }) => kind === 'printed').length
}

/** The lines are those of the picture, whatever else is wrong. */
function looksRight({ lines }: Run, expected: readonly Line[]): boolean {
  const inOrder = (some: readonly Line[]): string =>
    JSON.stringify(some.map(({ at, text }) => `${at} ${text}`).toSorted())
  return lines.length > 0 && inOrder(lines) === inOrder(expected)
}

/** A call of `main` outside of every function. */
const OWN_CALL = /^(?:await |void )?main\(/m

/** Waits for a count before it goes into the list. */
const AWAIT_IN_LIST = /\[[^\]]*\bawait\b|\.push\(\s*await\b/

/** `Array(3).map(…)`, which is not `[...Array(3)].map(…)`. */
const EMPTY_PLACES = /(?<!\.{3})(?<!\.{3}new )\b(?:new )?Array\([^)]*\)\s*\.(?:map|forEach)\(/

/** A count that is described instead of called: `() => count(ms)`, or the bare name. */
const RECIPE = /=>[^\n]*\bcount\(|\bcount\s*[\],)]/
