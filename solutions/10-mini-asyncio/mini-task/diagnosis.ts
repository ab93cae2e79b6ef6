import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to mini-task look like. */
export const diagnosis: Diagnosis = {
  stub: 'mini-task/stub',
  spoilers: ['.throw(', 'callSoon(() => this.step', 'yield this'],
  survivors: {
    "drop-throw: throw new Error('Nobody has settled this future yet')":
      'Nobody asks for a result before it is there; the sentence is for whoever does by mistake',
    'drop-return: return this.#result()':
      'The gather of the next step is the first to ask for a result, and its suite notices',
    'drop-statement: this.#waitsFor = undefined':
      'The next wait overwrites it, and a task that is done takes no further step',
    'off-by-one: if (ms <= 0) {': 'An alarm of 0 ms rings at the same moment',
    'drop-return: return yield alarm':
      'An alarm of 0 ms follows, and rings at the same moment, a turn later',
    'drop-statement: timer.cancel()':
      'An alarm that nobody waits for any more wakes nobody; that it is cleared is good manners, and not asked for',
    'drop-finally: } finally {':
      'The alarm is left to ring for nobody; that it is cleared is good manners, and not asked for',
  },
  rules: {
    stub: {
      seen: (clue) => {
        const part = todoOf(clue)
        return part !== undefined && { part }
      },
      says: { en: '`{part}` is still to be written: the run came as far as its TODO.' },
      line: ({ lineOf }) => lineOf(/TODO mini-task/),
    },
    borrowed: {
      seen: ({ run }) => run.events('timer-set').some(({ site }) => site !== undefined),
      says: {
        en: 'This alarm was set with Node, and your loop does not know of it: it had nothing left to do, and came back before the alarm rang. Whose alarms does it know?',
      },
      line: ({ run }) => run.events('timer-set').find(({ site }) => site !== undefined)?.site?.line,
    },
    eager: {
      seen: (clue) => endedWell(clue) && came(clue, 'One', 'made'),
      says: {
        en: 'The coroutine printed One before the line after `new Task` had its turn. Making a task puts its first step in line; the thread stays with whoever made it.',
      },
      line: ({ lineOf }) => lineOf(/^\s*this\.step\(\)|coro\.next\(/),
    },
    holds: {
      seen: (clue) => {
        const late = clue.run.lines.find(({ at, text }) => text.endsWith('begins') && at > 0)
        return endedWell(clue) && late !== undefined && { text: late.text, at: late.at }
      },
      says: {
        en: '"{text}" came only at {at} ms: one task slept, and the whole loop slept with it. Who sleeps should say when it wants to be woken, and give the thread back.',
      },
      line: ({ lineOf }) => lineOf(/busyWait|sleepUntil|while\s*\(/),
    },
    crash: {
      seen: ({ run }) => run.error?.message === 'boom' || run.error?.message === 'enough',
      says: {
        en: 'A coroutine failed, and its error went through your task into the loop, which stopped: everybody else’s work is lost. Whose failure is it?',
      },
      line: ({ lineOf }) => lineOf(/\.next\(/),
    },
    swallow: {
      seen: (clue) =>
        endedWell(clue) &&
        ['all is well', 'slept'].some((text) => clue.run.timeOf(text) !== undefined) &&
        clue.expected.some(({ text }) => text.startsWith('caught')),
      says: {
        en: 'The bad news reached your task, and not the code that waits: it went on as if all were well. How does an error get to the place where a coroutine stands still?',
      },
      line: ({ lineOf }) => lineOf(/\.next\(/),
    },
    syncresume: {
      seen: (clue) =>
        endedWell(clue) &&
        (came(clue, 'w1 got a letter', 'sent') ||
          came(clue, 'called back', 'asked') ||
          came(clue, 'called back again', 'asked')),
      says: {
        en: 'Whoever was waiting ran in the middle of somebody else’s sentence. To be called back is to get in line, always, also when the result is there already.',
      },
      line: ({ lineOf }) => lineOf(/\b(?:cb|callback|listener|fn)\(\)/),
    },
    doneyields: {
      seen: (clue) => endedWell(clue) && came(clue, 'another callback', 'has a letter'),
      says: {
        en: 'The letter was there already, and the coroutine let somebody else go first all the same: there was nothing to wait for.',
      },
      line: ({ lineOf }) => lineOf(/^\s*(?:if \(.*\) |const \w+ = )?yield\b/),
    },
    lostreturn: {
      seen: ({ check, run }) =>
        check?.kind === 'return' &&
        Array.isArray(run.value) &&
        run.value.length > 0 &&
        run.value.every((each) => each === undefined) && { count: run.value.length },
      says: {
        en: 'All {count} tasks ended, and what they returned is gone: `undefined`, {count} times. The last word of a generator comes with `done`; who passes it on?',
      },
      line: ({ lineOf }) => lineOf(/\.settle\(|\bdone\b.*\)/),
    },
    overwrites: {
      seen: (clue) => {
        const text = ['got second', 'caught too late', 'got too late'].find(
          (each) => clue.run.timeOf(each) !== undefined,
        )
        const twice = clue.run.timesOf('settled').length > 1
        return (
          endedWell(clue) && (text !== undefined || twice) && { text: text ?? 'settled, twice' }
        )
      },
      says: {
        en: 'A future that was done was changed afterwards ("{text}"). It ends once: whoever has read it must not read something else later.',
      },
      line: ({ lineOf }) => lineOf(/\bsettle\(/),
    },
    stalewake: {
      seen: ({ run, expected }) => {
        const at = run.timeOf('done at last')
        const wanted = expected.find(({ text }) => text === 'done at last')?.at
        return at !== undefined && wanted !== undefined && at < wanted && { at, wanted }
      },
      says: {
        en: 'The coroutine had been told "enough", and slept until {wanted} ms now; it was woken at {at} ms, by the sleep it had given up. Somebody it no longer waits for woke it. How does a task know whom it waits for?',
      },
      line: ({ lineOf }) => lineOf(/\.onDone\(/),
    },
    everyloop: {
      seen: (clue) =>
        endedWell(clue) && clue.run.lines.some(({ text }) => /, [1-9] there$/.test(text)),
      says: {
        en: 'There were two loops, and `tasksOf` told the tasks of one for the other’s: each loop has tasks of its own.',
      },
      line: ({ lineOf }) => lineOf(/tasksOf/),
    },
    unlisted: {
      seen: (clue) =>
        endedWell(clue) &&
        clue.expected.some(({ text }) => text === '3 here, 0 there') &&
        !clue.run.lines.some(({ text }) => /^[1-9] here/.test(text)),
      says: {
        en: 'Three tasks had been made, and `tasksOf` told of none: from which moment on does a loop know that a task is at work?',
      },
      line: ({ lineOf }) => lineOf(/^export function tasksOf/),
    },
    latecomer: {
      seen: (clue) =>
        endedWell(clue) &&
        clue.expected.some(({ text }) => text === 'called back again') &&
        clue.run.timeOf('called back') !== undefined &&
        clue.run.timeOf('called back again') === undefined,
      says: {
        en: 'Somebody asked a future to call back that was done already, and was never called: it had told everybody, and they came later. Who tells them?',
      },
      line: ({ lineOf }) => lineOf(/^\s*onDone\(/),
    },
    unfinished: {
      seen: (clue) => {
        const wrong = clue.run.lines.find(
          ({ at, text }) =>
            at > 0 &&
            text.endsWith(' here, 0 there') &&
            clue.expected.some((line) => line.at === at && line.text < text),
        )
        return endedWell(clue) && wrong !== undefined && { at: wrong.at, text: wrong.text }
      },
      says: {
        en: 'At {at} ms `tasksOf` still told of tasks that were over ("{text}"): a task that is done, well or badly, is nobody’s concern any more.',
      },
      line: ({ lineOf }) => lineOf(/tasksOf/),
    },
  },
}

/** The part of the stub that the run met, or that a line is missing for. */
function todoOf({ run, source, expected }: Clue): string | undefined {
  const [, met] = /^TODO mini-task: (.+)/.exec(run.error?.message ?? '') ?? []
  if (met !== undefined || run.lines.length >= expected.length) return met
  // Thrown inside a coroutine, it fails the task, and nobody hears of it.
  const parts = [...source.matchAll(/TODO mini-task: ([^'"`]+)/g)].map(([, part = '']) => part)
  return parts.find((part) => part !== 'Future.result')
}

/** `text` was printed, and `other` was not printed before it. */
function came({ run, expected }: Clue, text: string, other: string): boolean {
  if (!expected.some((line) => line.text === text)) return false
  const texts = run.lines.map((line) => line.text)
  const place = texts.indexOf(text)
  return place >= 0 && texts.includes(other) && place < texts.indexOf(other)
}

const endedWell = ({ run }: Clue): boolean => run.trace.ending.kind === 'finished' && !run.error
