import type { Clue, Numbers, Rule, Rules } from '../diagnosis.ts'
import type { Check } from '../evidence.ts'
import type { LimitName } from '../trace.ts'

/**
 * What any program can do wrong, in the order of reporting: what kept the run from its end, what
 * nobody heard, wrong values, settled too early, wrong order, wrong time, something left behind.
 */
export const symptoms = {
  threw: {
    seen: ({
      run: {
        trace: { ending },
      },
    }) => ending.kind === 'threw' && { what: said(ending.failure), at: ending.at },
    says: {
      en: '{what} was thrown at {at} ms where no caller was left to catch it: the program would have ended there.',
    },
  },
  exited: {
    seen: ({
      run: {
        trace: { ending },
      },
    }) => ending.kind === 'exited' && { at: ending.at },
    says: {
      en: 'The program called process.exit at {at} ms: everything that was still to come is gone.',
    },
  },
  spin: {
    seen: ({
      run: {
        trace: { ending },
      },
    }) =>
      (ending.kind === 'killed' && ending.reason === 'stuck') ||
      (ending.kind === 'ran-away' && ending.limit === 'clock-reads'),
    says: {
      en: 'Your code never gave the thread back: while a loop turns, no timer fires, no promise settles and the clock stands still.',
    },
  },
  'endless-microtasks': ranAway(
    'events',
    'More than {allowed} steps and no end: something starts itself again and again.',
  ),
  'endless-timers': ranAway(
    'wake-ups',
    'After {allowed} wake-ups it was still going, at {at} ms: a timer sets itself again and nobody stops it.',
  ),
  'endless-time': ranAway(
    'simulated-time',
    'Something is set for a moment more than a day ahead: is a delay given in the wrong unit?',
  ),
  flood: ranAway(
    'lines',
    'More than {allowed} lines were printed by {at} ms: a loop prints and nobody stops it.',
  ),
  'flood-bytes': ranAway(
    'output-bytes',
    'More than a megabyte was printed by {at} ms: a loop prints and nobody stops it.',
  ),
  memory: ranAway(
    'memory',
    'The program took more than {allowed} MiB of memory: a loop keeps collecting and nobody stops it.',
  ),
  crashed: {
    seen: ({
      run: {
        trace: { ending },
      },
    }) => ending.kind === 'killed' && ending.reason === 'crashed',
    says: {
      en: 'The program ended its own process: what came before is shown, what would have come after is lost.',
    },
  },
  never: {
    seen: ({
      run: {
        trace: { ending },
      },
    }) => ending.kind === 'never-settles' && { at: ending.at, who: waiting(ending.waiting) },
    says: {
      en: 'From {at} ms on nothing is left that could wake your function{who}: who was supposed to?',
    },
  },
  unhandled: {
    seen: ({ run: { unobserved } }) => {
      const [first] = unobserved
      return first !== undefined && { at: first.at, what: said(first.failure) }
    },
    says: { en: 'At {at} ms something failed ({what}) and nobody was listening.' },
  },
  failed: {
    seen: ({ run, asked }) =>
      run.error !== undefined &&
      asked.every(({ kind }) => kind !== 'reject') && {
        what: said(run.error),
        at: run.settledAt ?? 0,
      },
    says: { en: 'It failed at {at} ms: {what}.' },
  },
  'did-not-fail': {
    seen: ({ run, check }) =>
      check?.kind === 'reject' && run.error === undefined && { wanted: check.expected },
    says: {
      en: 'The work failed with "{wanted}", and whoever called you was told that all is well.',
    },
  },
  'wrong-failure': {
    seen: ({ run, check }) =>
      check?.kind === 'reject' &&
      run.error !== undefined && { wanted: check.expected, what: said(run.error) },
    says: { en: 'The caller should hear of "{wanted}" and heard of {what}.' },
  },
  'promise-as-value': {
    seen: ({ run, check }) =>
      (check?.kind === 'return' && holdsPromise(run.value)) ||
      run.lines.some(({ text }) => /\[object Promise\]|^Promise \{|\bPromise \{ </.test(text)),
    says: {
      en: 'You passed on the parcel slip instead of the parcel: a promise stands where its value should be.',
    },
  },
  undefined: {
    seen: ({ run, check }) =>
      check?.kind === 'return' && check.expected !== undefined && run.value === undefined,
    says: { en: 'It settled at {settles} ms and brought nothing: the value is missing.' },
  },
  value: {
    seen: ({ run, check }) =>
      check?.kind === 'return' && {
        got: JSON.stringify(run.value) ?? 'undefined',
        wanted: JSON.stringify(check.expected) ?? 'undefined',
      },
    says: { en: 'It returned {got} where {wanted} was asked for.' },
  },
  twice: {
    seen: (clue) => {
      const wanted = wantedTexts(clue)
      const text = wanted.find((one) => clue.run.timesOf(one).length > countOf(one, wanted))
      return (
        text !== undefined && {
          text,
          times: clue.run.timesOf(text).length,
          wanted: countOf(text, wanted),
        }
      )
    },
    says: { en: '"{text}" came {times} times, {wanted} would be right.' },
  },
  silent: {
    seen: ({ run, expected }) =>
      expected.length > 0 && run.lines.length === 0 && { count: expected.length },
    says: { en: 'Nothing was printed at all; {count} lines were expected.' },
  },
  early: {
    seen: (clue) => {
      // Where no exact time is asked for, the program may well return long before its work is done.
      if (clue.check && TIMELESS.includes(clue.check.kind)) return false
      const end = clue.run.lines.at(-1)?.at ?? 0
      const { settledAt = Infinity } = clue.run
      if (settledAt >= end && (clue.check?.kind !== 'take' || settledAt >= clue.check.expectedMs))
        return false
      const after = clue.run.lines.filter(({ at }) => at > settledAt).length
      return { after, last: Math.max(end, clue.run.endsAt) }
    },
    says: {
      en: 'You reported done at {settles} ms, and things went on until {last} ms: whoever waits for you is told too early.',
    },
  },
  blocked: {
    seen: blocked,
    says: { en: 'A callback that was due at {due} ms ran at {ran} ms: the thread was held.' },
  },
  serial: {
    seen: ({ run, took, ideal }) => took > ideal && inARow(run.tasks),
    says: {
      en: 'Each {name} began exactly when the one before it had ended: {took} ms, {ideal} would do.',
    },
  },
  absent: {
    seen: ({ run, check }) => {
      if (check?.kind !== 'print-by' && check?.kind !== 'print-sequence') return false
      const wanted = check.kind === 'print-by' ? [check.text] : check.texts
      const text = wanted.find((one) => run.timesOf(one).length < countOf(one, wanted))
      return text !== undefined && { text }
    },
    says: { en: '"{text}" is missing.' },
  },
  missing: {
    seen: ({ run, expected }) => {
      const missing = expected.find(
        ({ text }) =>
          run.timesOf(text).length < expected.filter((line) => line.text === text).length,
      )
      return missing !== undefined && { text: missing.text, at: missing.at }
    },
    says: { en: '"{text}" is missing: it was expected at {at} ms.' },
  },
  extra: {
    seen: ({ run, expected, check }) => {
      const extra =
        check?.kind === 'print' &&
        run.lines.find(({ text }) => !expected.some((line) => line.text === text))
      return extra ? { text: extra.text, at: extra.at } : false
    },
    says: { en: '"{text}", printed at {at} ms, is not part of the program.' },
  },
  late: {
    seen: ({ run, expected }) => {
      if (!sameTexts(run.lines, expected)) return false
      const index = run.lines.findIndex(({ at }, place) => at !== expected[place]?.at)
      const [line, wanted] = [run.lines[index], expected[index]]
      return (
        line !== undefined &&
        wanted !== undefined &&
        line.at > wanted.at && { delta: line.at - wanted.at, text: line.text }
      )
    },
    says: {
      en: 'Everything in order, but "{text}" came {delta} ms late, and it is the first that did.',
    },
  },
  order: {
    seen: ({ run, expected, check }) => {
      if (check?.kind === 'print-before') return { upTo: '', got: check.second, want: check.first }
      if (check?.kind === 'print-sequence') {
        const texts = run.lines.map(({ text }) => text).filter((text) => check.texts.includes(text))
        const index = texts.findIndex((text, place) => text !== check.texts[place])
        const [got, want] = [texts[index], check.texts[index]]
        return got !== undefined && want !== undefined && { upTo: '', got, want }
      }
      if (check?.kind !== 'print') return false
      const index = run.lines.findIndex(({ text }, place) => text !== expected[place]?.text)
      const [got, want] = [run.lines[index], expected[index]]
      return (
        got !== undefined &&
        want !== undefined && {
          upTo: index === 0 ? '' : `Up to line ${index} as expected; then `,
          got: got.text,
          want: want.text,
        }
      )
    },
    says: { en: '{upTo}"{got}" came before "{want}": what did "{want}" wait for?' },
  },
  polling: {
    seen: ({ run, took, ideal }) => {
      const waits = run.events('timer-set').map(({ delayMs }) => delayMs)
      const [grid = 0] = waits
      return took > ideal && waits.length >= 10 && waits.every((ms) => ms === grid) && { grid }
    },
    says: { en: 'You look every {grid} ms whether it is time; ask to be told instead.' },
  },
  soon: {
    seen: ({ run, expected }) => {
      if (!sameTexts(run.lines, expected)) return false
      const index = run.lines.findIndex(({ at }, place) => at !== expected[place]?.at)
      const [line, wanted] = [run.lines[index], expected[index]]
      return (
        line !== undefined &&
        wanted !== undefined && { delta: wanted.at - line.at, text: line.text }
      )
    },
    says: {
      en: 'Everything in order, but "{text}" came {delta} ms too soon: what should it have waited for?',
    },
  },
  slow: {
    seen: ({ check, took }) =>
      check?.kind === 'take-at-most'
        ? { ideal: check.limitMs }
        : check?.kind === 'take' && took > check.expectedMs,
    says: { en: 'Right, but slow: it took until {ends} ms, and {ideal} ms would do.' },
  },
  'past-due': {
    seen: ({ run, check }) =>
      check?.kind === 'print-by' && {
        text: check.text,
        at: run.timeOf(check.text) ?? run.endsAt,
        limit: check.limitMs,
      },
    says: { en: '"{text}" came at {at} ms, and {limit} ms would have been the latest.' },
  },
  leak: {
    seen: ({ run, check }) => check?.kind === 'leave-nothing' && run.endsAt > (run.settledAt ?? 0),
    says: { en: 'You were done at {settles} ms, something of yours lived on until {ends} ms.' },
  },
  prediction: {
    seen: ({ check }) => check?.kind === 'predict',
    says: { en: '{lead}' },
  },
  left: {
    seen: ({ run, check }) => check?.kind === 'leave-nothing' && run.left > 0,
    says: {
      en: 'You were done at {settles} ms, and {left} of your timers were still set: who still needed them?',
    },
  },
  different: {
    seen: () => true,
    says: { en: 'The run is not what was asked for: compare the two columns, line by line.' },
  },
} satisfies Rules

function ranAway(limit: LimitName, en: string): Rule {
  return {
    seen: ({
      run: {
        trace: { ending },
      },
    }) =>
      ending.kind === 'ran-away' &&
      ending.limit === limit && { allowed: ending.allowed.toLocaleString('en'), at: ending.at },
    says: { en },
  }
}

const said = ({ name, message }: { readonly name: string; readonly message: string }): string =>
  name === '' ? message : `${name} "${message}"`

function waiting(tasks: readonly { readonly name: string; readonly on: string }[]): string {
  const [first] = tasks
  return first ? `, where ${first.name} waits for \`${first.on}\`` : ''
}

const holdsPromise = (value: unknown): boolean =>
  /"unportable":"a \w+ promise"/.test(JSON.stringify(value) ?? '')

const TIMELESS: readonly Check['kind'][] = ['print-by', 'print-sequence', 'take-at-most']

/** The texts that the suite asked for, each as often as it did. */
const wantedTexts = ({ check, expected }: Clue): readonly string[] =>
  check?.kind === 'print-sequence' ? check.texts : expected.map(({ text }) => text)

const countOf = (text: string, texts: readonly string[]): number =>
  texts.filter((other) => other === text).length

const sameTexts = (
  a: readonly { readonly text: string }[],
  b: readonly { readonly text: string }[],
): boolean => a.length === b.length && a.every(({ text }, index) => text === b[index]?.text)

/** A timer that fired later than it was due, because of a held thread. */
function blocked({ run, check, took, ideal }: Clue): boolean | Numbers {
  if (check?.kind === 'print-sequence' || check?.kind === 'take-at-most') return false
  if (run.heldMs === 0 || took <= ideal) return false
  for (const set of run.events('timer-set')) {
    const fired = run.events('timer-fired').find(({ timer }) => timer === set.timer)
    if (set.timerKind === 'timeout' && fired && fired.at > Math.ceil(set.at + set.delayMs))
      return { due: Math.ceil(set.at + set.delayMs), ran: fired.at }
  }
  return false
}

function inARow(tasks: Clue['run']['tasks']): boolean | Numbers {
  for (const name of new Set(tasks.map((task) => task.name))) {
    const calls = tasks.filter((task) => task.name === name)
    const inRow =
      calls.length > 1 &&
      calls.every(({ at }, index) => index === 0 || at === calls[index - 1]?.endedAt)
    if (inRow && calls[0]?.endedAt !== calls[0]?.at) return { name }
  }
  return false
}
