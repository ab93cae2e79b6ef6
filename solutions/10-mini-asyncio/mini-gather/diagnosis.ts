import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to mini-gather look like. */
export const diagnosis: Diagnosis = {
  stub: 'mini-gather/stub',
  spoilers: ['new Task(', '.onDone(', 'createTask(item'],
  rules: {
    stub: {
      seen: (clue) => {
        const part = todoOf(clue)
        return part !== undefined && { part }
      },
      says: { en: '`{part}` is still to be written: the run came as far as its TODO.' },
      line: ({ lineOf }) => lineOf(/TODO mini-gather/),
    },
    twofirststeps: {
      seen: ({ run, source }) =>
        /\.step\(/.test(source) && (run.timeOf('Two') === 0 || run.error !== undefined),
      says: {
        en: 'A coroutine was woken from a sleep that had only begun. A new task has its first step in line already: who took one for it, so that this one came too soon?',
      },
      line: ({ lineOf }) => lineOf(/\.step\(/),
    },
    driven: {
      seen: ({ run }) => {
        const error = run.error?.message ?? ''
        return /\b(?:next|throw)\b.* is not a function/.test(error) && { error }
      },
      says: {
        en: 'One of the items was a future, and you had it driven like a coroutine: "{error}". Which of the two kinds of items needs a task, and how do you tell them apart?',
      },
      line: ({ lineOf }) => lineOf(/createTask\((?!coro\b)|new Task\(/),
    },
    late: {
      seen: (clue) => oneByOne(clue) && STARTED_IN_LOOP.test(clue.source) && numbersOf(clue),
      says: {
        en: 'It took {took} ms where {ideal} would do: you started each task when you came to need it, one after the other. Starting and waiting are two things; which comes first, for all of them?',
      },
      line: ({ lineOf }) => lineOf(/createTask\(|new Task\(/),
    },
    serial: {
      seen: (clue) => oneByOne(clue) && numbersOf(clue),
      says: {
        en: 'It took {took} ms where {ideal} would do: each count began when the one before it had ended. A coroutine that nobody drives does nothing; who drives the second one while the first one sleeps?',
      },
      line: ({ lineOf }) => lineOf(/yield\*/),
    },
    lazygather: {
      seen: (clue) =>
        clue.expected.some(({ text }) => text === ELSEWHERE) &&
        clue.run.timeOf(ELSEWHERE) !== undefined &&
        clue.run.timeOf('One') !== 0,
      says: {
        en: '`gather` was called, main did something else meanwhile, and nothing had begun: your `gather` is a coroutine itself, and begins only when somebody waits for it.',
      },
      line: ({ lineOf }) => lineOf(/function\s*\*\s*gather|gather\s*=\s*function\s*\*/),
    },
    crash: {
      seen: ({ run, data: [plans] }) => {
        const what = run.error?.message
        return what !== undefined && plansIn(plans).some(({ fails }) => fails === what) && { what }
      },
      says: {
        en: '"{what}" failed, and its error came out of the loop: one of your callbacks asked for a result that is a failure, and nobody caught it. To whom should it be told?',
      },
      line: ({ lineOf }) => lineOf(/\.result\(|\.next\(/),
    },
    empty: {
      seen: ({ run, data: [plans] }) =>
        stillWaits(run.error?.message) && Array.isArray(plans) && plans.length === 0,
      says: {
        en: 'Nothing was to be gathered, and main waits for ever: with no items, nobody will ever report. Who says then that all is done?',
      },
    },
    nocatch: {
      seen: ({ run, data: [plans] }) => {
        const failing = plansIn(plans).find(({ fails }) => fails !== undefined)?.fails
        return stillWaits(run.error?.message) && failing !== undefined && { what: failing }
      },
      says: {
        en: '"{what}" failed, and main was never told: it waits for ever. A future that is done may have failed.',
      },
      line: ({ lineOf }) => lineOf(/\.onDone\(/),
    },
    alldone: {
      seen: ({ run, data: [plans] }) => {
        const over = plansIn(plans).find(({ since }) => since > 0)
        return (
          stillWaits(run.error?.message) &&
          over !== undefined && { text: over.gives ?? '', at: over.ms }
        )
      },
      says: {
        en: 'Main waits for ever, for "{text}", which arrived at {at} ms, before it was gathered: that one had finished before you listened. It counts as well.',
      },
      line: ({ lineOf }) => lineOf(/\.done\b/),
    },
    falsy: {
      seen: ({ run, source, data: [plans] }) =>
        stillWaits(run.error?.message) && plansIn(plans).length === 0 && TRUTH_TEST.test(source),
      says: {
        en: 'All had ended by {settles} ms, and main waits still: 0, an empty text, null and nothing at all are results too. How do you tell a result from "not there yet"?',
      },
      line: ({ lineOf }) => lineOf(TRUTH_TEST),
    },
    miscounted: {
      seen: ({ run }) => stillWaits(run.error?.message),
      says: {
        en: 'All had ended by {settles} ms, and main waits still, for the future of `gather`. Count along with your code: what should have happened when the last one came?',
      },
    },
    early: {
      seen: (clue) => {
        const told = clue.run.lines.find(({ text }) => text.startsWith('gathered'))
        const wanted = clue.expected.find(({ text }) => text.startsWith('gathered'))
        return (
          told !== undefined &&
          wanted !== undefined &&
          told.at < wanted.at && { at: told.at, wanted: wanted.at }
        )
      },
      says: {
        en: '`gather` was done at {at} ms, and the last of its items at {wanted} ms only: count those that are missing; a list may be long enough before it is full.',
      },
      line: ({ lineOf }) => lineOf(/\.length/),
    },
    push: {
      seen: (clue) => {
        const told = clue.run.lines.find(({ text }) => text.startsWith('gathered'))
        const wanted = clue.expected.find(({ text }) => text.startsWith('gathered'))
        return (
          told !== undefined &&
          wanted !== undefined &&
          told.at === wanted.at &&
          told.text !== wanted.text &&
          wordsOf(told.text).join() === wordsOf(wanted.text).join() && {
            got: told.text,
            wanted: wanted.text,
          }
        )
      },
      says: {
        en: '"{got}" is the order in which they came; asked for was "{wanted}", each result in the place of its item.',
      },
      line: ({ lineOf }) => lineOf(/\.push\(/),
    },
    cancelall: {
      seen: (clue) => {
        const caught = clue.run.lines.find(({ text }) => text.startsWith('caught'))
        const missing = clue.expected.find(
          ({ text }) => / (?:arrives|fails)$/.test(text) && clue.run.timeOf(text) === undefined,
        )
        return (
          caught !== undefined &&
          missing !== undefined &&
          missing.at > caught.at && { at: caught.at, text: missing.text }
        )
      },
      says: {
        en: 'After the failure at {at} ms "{text}" never came: you stopped the others. That is what a task group does; gather tells of the failure, and lets them go on.',
      },
      line: ({ lineOf }) => lineOf(/\.step\(|cancel/),
    },
    badnewslast: {
      seen: (clue) => {
        const caught = clue.run.lines.find(({ text }) => text.startsWith('caught'))
        const wanted = clue.expected.find(({ text }) => text.startsWith('caught'))
        return (
          caught !== undefined &&
          wanted !== undefined &&
          caught.at > wanted.at && { at: caught.at, wanted: wanted.at }
        )
      },
      says: {
        en: 'The first failure happened at {wanted} ms, and main heard of a failure at {at} ms: does bad news have to wait for those before it?',
      },
      line: ({ lineOf }) => lineOf(/yield\*/),
    },
  },
}

interface Plan {
  readonly ms: number
  readonly since: number
  readonly gives: string | undefined
  readonly fails: string | undefined
}

/** The items that the suite had gathered. */
function plansIn(data: Value): readonly Plan[] {
  if (!Array.isArray(data)) return []
  return data.flatMap((plan: Value) =>
    typeof plan === 'object' && plan !== null && 'ms' in plan
      ? [
          {
            ms: Number(plan.ms),
            since: 'since' in plan ? Number(plan.since) : 0,
            gives: 'gives' in plan && typeof plan.gives === 'string' ? plan.gives : undefined,
            fails: 'fails' in plan && typeof plan.fails === 'string' ? plan.fails : undefined,
          },
        ]
      : [],
  )
}

/** Every One came at the moment of the Two before it. */
function oneByOne({ run }: Clue): boolean {
  const [ones, twos] = [run.timesOf('One'), run.timesOf('Two')]
  return (
    run.trace.ending.kind === 'finished' &&
    ones.length > 1 &&
    ones.every((at, index) => index === 0 || at === twos[index - 1])
  )
}

const numbersOf = ({ run, expected }: Clue) => ({
  took: run.lines.at(-1)?.at ?? 0,
  ideal: expected.at(-1)?.at ?? 0,
})

/** The part of the stub that the run met, or that a line is missing for. */
function todoOf({ run, source, expected }: Clue): string | undefined {
  const [, met] = /^TODO mini-gather: (.+)/.exec(run.error?.message ?? '') ?? []
  if (met !== undefined || run.lines.length >= expected.length) return met
  // Thrown inside a coroutine, it fails the task, and perhaps nobody hears of it.
  return /TODO mini-gather: (\w+)/.exec(source)?.[1]
}

const stillWaits = (message = ''): boolean => message.startsWith('main still waits')

const wordsOf = (text: string): readonly string[] => text.split(/[ ,]+/).toSorted()

const ELSEWHERE = 'main has better things to do'

/** A task that is started inside the loop that waits for it. */
const STARTED_IN_LOOP =
  /yield\*\s*\(?\s*(?:createTask|new Task)\(|for\s*\([^)]*\)\s*\{[^}]*(?:createTask|new Task)\([^}]*yield\*/

/** Code that takes some values for missing ones. */
const TRUTH_TEST = /Boolean|\.every\(|\.some\(|\.includes\(|\.indexOf\(|[!=]==? undefined|\?\?|\|\|/
