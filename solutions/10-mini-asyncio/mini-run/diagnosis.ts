import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to mini-run look like. */
export const diagnosis: Diagnosis = {
  stub: 'mini-run/stub',
  spoilers: ['.step(', 'setLoop(null', 'forEach(cancel'],
  rules: {
    stub: {
      seen: (clue) => {
        const part = todoOf(clue)
        return part !== undefined && { part }
      },
      says: { en: '`{part}` is still to be written: the run came as far as its TODO.' },
      line: ({ lineOf }) => lineOf(/TODO mini-run/),
    },
    hang: {
      seen: ({ run: { trace } }) =>
        (trace.ending.kind === 'killed' && trace.ending.reason === 'stuck') ||
        trace.ending.kind === 'ran-away',
      says: {
        en: 'Your `run` turns a loop on which nothing is ready and nothing ever will be, round and round. What does a turn tell you that found nothing? Say so, loudly.',
      },
      line: ({ lineOf }) => lineOf(/runOnce\(/),
    },
    sticky: {
      seen: (clue) => {
        const { lines } = clue.run
        const first = lines.some(({ text }) => text === 'caught boom' || text === 'deadlock')
        return (
          first &&
          NEXT_RUNS.some((text) => lacks(clue, text)) &&
          clue.run.error !== undefined && { what: clue.run.error.message }
        )
      },
      says: {
        en: 'The first run had failed, and the next one was refused ("{what}"): the failed run has left its name on the door. Whatever happens on the way out, who takes it down?',
      },
      line: ({ lineOf }) => lineOf(/setLoop\(null\)|setLoop\(/),
    },
    nodeadlock: {
      seen: (clue) =>
        clue.run.trace.ending.kind === 'finished' &&
        NEXT_RUNS.some((text) => expects(clue, text)) &&
        expects(clue, 'deadlock') &&
        lacks(clue, 'deadlock') &&
        clue.run.timeOf('caught boom') === undefined,
      says: {
        en: 'Main was waiting for a call that nobody would ever make, and `run` came back as if all were well. Nothing is ready, no timer is set, main is not done: there is a word for that.',
      },
      line: ({ lineOf }) => lineOf(/runOnce\(/),
    },
    swallowed: {
      seen: (clue) => clue.run.timeOf('all is well') !== undefined && expects(clue, 'caught boom'),
      says: {
        en: 'Main failed with "boom", and `run` came back as if all were well: whoever called it will never know.',
      },
    },
    lostresult: {
      seen: ({ run, check }) =>
        run.trace.ending.kind === 'finished' &&
        run.error === undefined &&
        check?.kind === 'return' &&
        typeof check.expected === 'string' &&
        run.value === undefined && { wanted: check.expected },
      says: { en: 'Main returned "{wanted}", and `run` came back with nothing: who hands it on?' },
      line: ({ lineOf }) => lineOf(/function run|run\s*=/),
    },
    nested: {
      seen: (clue) =>
        expects(clue, 'refused') &&
        ['inner', 'nobody minds'].some((text) => clue.run.timeOf(text) !== undefined),
      says: {
        en: 'A run inside a run was let in: the inner loop holds the thread, and everybody on the outer one stands still meanwhile. Is there room for a second loop?',
      },
      line: ({ lineOf }) => lineOf(/function run|run\s*=/),
    },
    evicted: {
      seen: (clue) =>
        expects(clue, 'refused') &&
        clue.run.timeOf('refused') !== undefined &&
        lacks(clue, 'goes on'),
      says: {
        en: 'The inner run was refused, as it should be, and on its way out it took the outer one’s name off the door: after that no loop was running any more. Whose name may a run take down?',
      },
      line: ({ lineOf }) => lineOf(/finally|setLoop\(null\)/),
    },
    deaf: {
      seen: (clue) =>
        fine(clue) && expects(clue, 'noticed true') && clue.run.timeOf('done') !== undefined,
      says: {
        en: 'A task was cancelled at 100 ms, and went on to its end as if nothing had happened.',
      },
      line: ({ lineOf }) => lineOf(/function cancel|cancel\s*=/),
    },
    stranger: {
      seen: (clue) => fine(clue) && clue.run.timeOf('noticed false') !== undefined,
      says: {
        en: 'The coroutine was told something, and it was no CancelledError: how should it tell a cancellation from a failure?',
      },
      line: ({ lineOf }) => lineOf(/\.step\(/),
    },
    untilidle: {
      seen: (clue) => {
        const done = clue.run.lines.find(
          ({ text }) => /(?:^| )done$/.test(text) && !expects(clue, text),
        )
        return fine(clue) && done !== undefined && { text: done.text, at: done.at }
      },
      says: {
        en: '"{text}" came at {at} ms, long after main had ended: whoever was left then was let run to the end. That is Node’s ending; asyncio goes home when main does, and asks the others to stop.',
      },
      line: ({ lineOf }) => lineOf(/while\s*\(/),
    },
    hardkill: {
      seen: (clue) =>
        fine(clue) &&
        (lacks(clue, 'noticed true') ||
          (HARD.test(clue.source) &&
            clue.expected.some(({ text }) => isCleanup(text) && lacks(clue, text)))),
      says: {
        en: 'A task was ended from outside, and its coroutine was never told: no `catch` and no `finally` of its own had a chance. It should *notice* the cancellation, where it waits.',
      },
      line: ({ lineOf }) => lineOf(HARD),
    },
    drop: {
      seen: (clue) => {
        const missing = clue.expected.find(({ text }) => isCleanup(text) && lacks(clue, text))
        return fine(clue) && missing !== undefined && { text: missing.text }
      },
      says: {
        en: '"{text}" never came: when main ended you went home, and left somebody in the middle of its work. Its door is still open; who tells it that it is closing time?',
      },
    },
    stalewake: {
      seen: (clue) => {
        for (const { before, after } of WAITS) {
          const wanted = clue.expected.find(({ text }) => text === after)?.at
          const cut = SECOND_STEP.test(clue.source) ? clue.run.timeOf(before) : undefined
          const at = clue.run.timeOf(after) ?? cut
          if (wanted !== undefined && at !== undefined && at < wanted) return { at, wanted }
        }
        return false
      },
      says: {
        en: 'After the cancellation the coroutine waited for something else, until {wanted} ms, and its wait was cut short at {at} ms: somebody it was not waiting for woke it up. Who takes a step of the task besides the one it waits for?',
      },
      line: ({ lineOf }) => lineOf(/\.step\(\)/) ?? lineOf(/\.step\(/),
    },
    nowait: {
      seen: (clue) => fine(clue) && lacks(clue, 'tidied up'),
      says: {
        en: 'Somebody was tidying up and needed 50 ms for it, and `run` did not wait: "tidied up" never came. When is a task over that was cancelled?',
      },
      line: ({ lineOf }) => lineOf(/cancel/),
    },
    atonce: {
      seen: (clue) => fine(clue) && clue.run.printsBefore('noticed true', 'cancelled'),
      says: {
        en: 'The cancelled coroutine spoke in the middle of main’s sentence: the error was thrown in at once. To cancel is to ask; it happens when the turn comes.',
      },
      line: ({ lineOf }) => lineOf(/\.step\(/),
    },
  },
}

const expects = ({ expected }: Clue, text: string): boolean =>
  expected.some((line) => line.text === text)

/** It was to be printed, and it was not. */
const lacks = (clue: Clue, text: string): boolean =>
  expects(clue, text) && clue.run.timeOf(text) === undefined

const fine = ({ run }: Clue): boolean => run.trace.ending.kind === 'finished' && !run.error

const isCleanup = (text: string): boolean => text.endsWith('cleanup') || text === 'tidying up'

/** The part of the stub that the run met, or that a line is missing for. */
function todoOf({ run, source, expected }: Clue): string | undefined {
  const [, met] = /^TODO mini-run: (.+)/.exec(run.error?.message ?? '') ?? []
  if (met !== undefined || run.lines.length >= expected.length) return met
  // Thrown inside a coroutine, it fails the task, and perhaps nobody hears of it.
  return /TODO mini-run: (\w+)/.exec(source)?.[1]
}

/** What cancelled coroutines wait for, and the lines before and after. */
const WAITS = [
  { before: 'no, not yet', after: 'done at last' },
  { before: 'tidying up', after: 'tidied up' },
] as const

/** A step that nobody waits for. */
const SECOND_STEP = /\.step\(\s*\)/

const NEXT_RUNS = ['the second run works', 'the next run works'] as const

/** Ends a task from outside, or its generator. */
const HARD = /\.fail\(|\.settle\(|\.return\(/
