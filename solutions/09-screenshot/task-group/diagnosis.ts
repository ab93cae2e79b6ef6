import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Run } from '../../../runner/run.ts'

/** What wrong answers to task-group look like. */
export const diagnosis: Diagnosis = {
  stub: 'task-group/stub',
  spoilers: ['.abort()', 'allSettled', 'Promise.all'],
  survivors: {
    'all-to-race: while (running.size > 0) await Promise.all(running)':
      'Whoever is over leaves the set, so racing until it is empty waits for everybody as well',
    'all-to-allSettled: while (running.size > 0) await Promise.all(running)':
      'What is in the set has heard of its failures already, and cannot fail',
  },
  rules: {
    stub: {
      seen: ({ run, expected }) =>
        isCalm(run) &&
        run.endsAt === 0 &&
        run.timeOf('group 7') === 0 &&
        expected.length > run.lines.length,
      says: {
        en: 'The body was run, and none of its children: what is `spawn` to do with the function that it is given?',
      },
      line: ({ lineOf }) => lineOf(/\bspawn\b.*(?:=>|\{)/),
    },
    forgotten: {
      seen: ({ run, took }) => {
        const over = run.timeOf('group 7')
        return over === 0 && run.endsAt > took
      },
      says: {
        en: 'The group said at {settles} ms that it was over, and its children were at work until {ends} ms. Who is still running when nobody waits?',
      },
      line: ({ lineOf }) => lineOf(/\bspawn\b/),
    },
    snapshot: {
      seen: ({ run }) => {
        const over = run.timeOf('group 7') ?? run.timeOf('group is over')
        const late = run.timeOf('grandchild')
        return (
          isCalm(run) && over !== undefined && late !== undefined && late > over && { over, late }
        )
      },
      says: {
        en: 'The group was over at {over} ms, and at {late} ms a grandchild printed: a child had spawned it while you were waiting for a list that was older.',
      },
    },
    bodyfirst: {
      seen: ({ run }) =>
        caught(run) === 'body broke' && run.timeOf('a stopped') === undefined && isAtWorkAfter(run),
      says: {
        en: 'The body failed at {settles} ms and the group left with it, while `a` worked on until {ends} ms: who was to tell it?',
      },
    },
    bodyalone: {
      seen: ({ run }) => {
        const [told, left] = [run.timeOf('caught body broke'), run.timeOf('a has left')]
        return told !== undefined && left !== undefined && left > told && { told, left }
      },
      says: {
        en: 'The body failed at {told} ms, `a` was told to stop, and the group was gone at once; `a` had cleaned up at {left} ms only. Is a body that fails another matter than a child that fails?',
      },
      line: ({ lineOf }) => lineOf(/\bthrow\b/),
    },
    hushed: {
      seen: ({ run, expected }) =>
        isCalm(run) &&
        run.timeOf('all went well') !== undefined &&
        wantedFailure(expected) !== '' && {
          wanted: wantedFailure(expected),
        },
      says: {
        en: '"{wanted}" was the failure, and whoever waited for the group was told that all went well.',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    nosignal: {
      seen: ({ run }) => caught(run)?.includes('addEventListener') === true,
      says: {
        en: '`a` wanted to listen to the signal that every child is handed, and was handed none.',
      },
      line: ({ lineOf }) => lineOf(/\bspawn\b/),
    },
    tooearly: {
      seen: ({ run, expected }) => {
        const at = run.timeOf('a cleaned up')
        const wanted = expected.find(({ text }) => text === 'a cleaned up')?.at
        return at !== undefined && wanted !== undefined && at < wanted && { at, wanted }
      },
      says: {
        en: '`a` had cleaned up at {at} ms already, where {wanted} ms was expected: it was told to stop before anything had failed.',
      },
      line: ({ lineOf }) => lineOf(/\.abort\(/),
    },
    oneaftertheother: {
      seen: ({ run }) => {
        const [a, b] = [run.timeOf('a'), run.timeOf('b')]
        return isCalm(run) && a === 200 && b !== undefined && b > a && { a, b }
      },
      says: {
        en: '`a` and `b` were spawned in the same moment, and `b` came at {b} ms: it began only when `a` was over, at {a} ms. When does a child begin, when it is spawned or when somebody has time for it?',
      },
      line: ({ lineOf }) => lineOf(/\bspawn\b/),
    },
    novalue: {
      seen: ({ run }) => isCalm(run) && run.timeOf('group undefined') !== undefined,
      says: {
        en: 'The group was over at {settles} ms and brought nothing: its body had returned a value, and where did that go?',
      },
    },
    abortonly: {
      seen: ({ run }) => {
        const told = run.timeOf('caught b broke')
        const cleaned = run.timeOf('a cleaned up')
        return told !== undefined && cleaned !== undefined && cleaned > told && { told, cleaned }
      },
      says: {
        en: 'At {told} ms the caller heard of the failure, and `a` was told to stop and cleaned up until {cleaned} ms: asked to leave, and not waited for.',
      },
      line: ({ lineOf }) => lineOf(/\.abort\(/),
    },
    all: {
      seen: ({ run }) => {
        const told = run.timeOf('caught b broke')
        const worked = run.timeOf('a')
        return told !== undefined && worked !== undefined && worked > told && { told, worked }
      },
      says: {
        en: 'At {told} ms you told the caller that it was over, and `a` was at work until {worked} ms: nobody had told it to stop, and nobody waited for it.',
      },
    },
    aborterror: {
      seen: ({ run, expected }) => {
        const told = caught(run)
        return (
          told !== undefined &&
          /abort/i.test(told) &&
          wantedFailure(expected) !== '' && { told, wanted: wantedFailure(expected) }
        )
      },
      says: {
        en: 'The caller heard "{told}", which is what the others said when they were stopped. "{wanted}" came first, and was the reason for it: you pass on the echo.',
      },
    },
    otherwords: {
      seen: ({ run, expected, data }) => {
        const told = caught(run)
        const wanted = wantedFailure(expected)
        return (
          isCalm(run) &&
          told !== undefined &&
          wanted !== '' &&
          told !== wanted &&
          !failing(data).includes(told) && { told, wanted }
        )
      },
      says: {
        en: 'The failure was "{wanted}", and the caller heard "{told}": from that nobody learns what happened. Let the failure itself go on.',
      },
    },
    nopress: {
      seen: ({ run, expected }) => {
        const late = run.lines.find(({ text }) => text === 'a' || text === 'body')
        return (
          isCalm(run) &&
          caught(run) === wantedFailure(expected) &&
          late !== undefined &&
          !expected.some(({ text }) => text === late.text) && { late: late.text, at: late.at }
        )
      },
      says: {
        en: 'The failure was passed on, and only at {settles} ms: "{late}" worked to its end at {at} ms, for nothing, because nobody had asked it to stop.',
      },
    },
    lasterror: {
      seen: ({ run, expected, data }) => {
        const told = caught(run)
        const wanted = wantedFailure(expected)
        return (
          isCalm(run) &&
          told !== undefined &&
          wanted !== '' &&
          told !== wanted &&
          failing(data).includes(told) && { told, wanted }
        )
      },
      says: {
        en: '"{wanted}" came first, and "{told}" after it; the caller heard of the second. Which of them explains the other?',
      },
    },
  },
}

const CAUGHT = 'caught '

const isCalm = (run: Run): boolean =>
  run.trace.ending.kind === 'finished' && run.unobserved.length === 0 && !run.error

/** What whoever waited for the group caught. */
const caught = (run: Run): string | undefined =>
  run.lines.find(({ text }) => text.startsWith(CAUGHT))?.text.slice(CAUGHT.length)

const wantedFailure = (expected: Clue['expected']): string =>
  expected.find(({ text }) => text.startsWith(CAUGHT))?.text.slice(CAUGHT.length) ?? ''

const isAtWorkAfter = ({ settledAt, endsAt }: Run): boolean =>
  settledAt !== undefined && endsAt > settledAt

/** What the children that fail say, and the body. */
const failing = ([, children, bodyFails]: Clue['data']): readonly string[] =>
  Array.isArray(children)
    ? (children as readonly { readonly name: string; readonly kind: string }[])
        .filter(({ kind }) => kind === 'fails')
        .map(({ name }) => `${name} broke`)
        .concat(bodyFails === true ? ['body broke'] : [])
    : []
