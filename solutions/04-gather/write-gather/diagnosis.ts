import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { Run } from '../../../runner/run.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to write-gather look like. */
export const diagnosis: Diagnosis = {
  stub: 'write-gather/stub',
  spoilers: ['Promise.resolve', 'new Promise', '.then('],
  rules: {
    stub: {
      seen: ({ run }) => run.error?.message === 'gather is not built yet',
      says: {
        en: 'Nothing is built yet: this line throws before `gather` has looked at a single item.',
      },
    },
    borrowed: {
      seen: ({ run }) => {
        const name = failuresIn(run).flatMap((message) => LOCKED.exec(message)?.[1] ?? [])[0]
        return name !== undefined && { name }
      },
      says: {
        en: '`{name}` is locked away in this exercise: how it does its work is what you are about to find out.',
      },
    },
    promisesonly: {
      seen: ({ run }) => Array.isArray(run.value) && run.value.some(isThenable),
      says: {
        en: 'One of your results is still a promise, though of another make: it has a `then`, and you handed it on without waiting. How do you tell a promise from a value?',
      },
      line: ({ lineOf }) => lineOf(/instanceof|\bthen\b.*in\b|isPromise|toString/),
    },
    push: {
      seen: shuffled(({ items, results }) => same(results, inOrderOfArrival(items))),
      says: {
        en: '{got} is the order in which they arrived; the caller asked by place.',
      },
      line: ({ lineOf }) => lineOf(/\.push\(/),
    },
    sorted: {
      seen: shuffled(({ results }) => same(results, inOrderOfValues(results))),
      says: {
        en: '{got} is in order of the values, and the caller asked by place: what if "b" stands before "a"?',
      },
      line: ({ lineOf }) => lineOf(/\.(toS|s)orted?\(/),
    },
    length: {
      seen: incomplete(
        ({ items, results }, { run, source }) =>
          LENGTH_TEST.test(source) &&
          items.at(-1)?.at === run.settledAt &&
          results.length === items.length,
      ),
      says: {
        en: 'You were done at {settles} ms with {missing} of {count} places still empty. Filling the last place makes a list {count} long: does that make it full?',
      },
      line: ({ lineOf }) => lineOf(LENGTH_TEST),
    },
    early: {
      seen: incomplete(() => true),
      says: {
        en: 'You handed out the list at {settles} ms with {missing} of {count} results still on their way; the last one came at {last} ms. Who was waiting for it?',
      },
      line: ({ lineOf }) => lineOf(/^\s*return \w+;?\s*$/),
    },
    empty: {
      seen: ({ run, data: [items] }) =>
        Array.isArray(items) && items.length === 0 && run.trace.ending.kind === 'never-settles',
      says: {
        en: 'An empty list, and your promise is still pending: with nobody to wait for, who is going to tell you that you are done?',
      },
    },
    shared: {
      seen: ({ check, source }) =>
        check?.kind === 'return' &&
        Array.isArray(check.expected) &&
        check.expected.some((each: Value) => Array.isArray(each)) &&
        SHARED.test(source),
      says: {
        en: 'Three gathers were under way at once, and got into one another’s books: which of your notes belong to one call, and which to all of them?',
      },
      line: ({ lineOf }) => lineOf(SHARED),
    },
    falsy: {
      seen: (clue) =>
        stillPending(clue) &&
        itemsOf(clue).some(({ gives }) => !gives) &&
        TRUTH_TEST.test(clue.source),
      says: {
        en: 'Everything had arrived by {ends} ms, and you are waiting still: 0, an empty text, null and nothing at all are results too. How do you tell them from "not there yet"?',
      },
      line: ({ lineOf }) => lineOf(TRUTH_TEST),
    },
    miscounted: {
      seen: (clue) => stillPending(clue) && { count: itemsOf(clue).length },
      says: {
        en: 'By {ends} ms all {count} items were there, and your promise is still pending: count along with your code: what should have happened when the last one came?',
      },
    },
    polling: {
      seen: (clue) => {
        const due = dueOf(itemsOf(clue))
        const grid = gridOf(clue)
        return due !== undefined && grid !== undefined && clue.took > due && { due, grid }
      },
      says: {
        en: 'You look every {grid} ms whether anything has changed: it was decided at {due} ms, and you noticed at {took} ms. Who could have told you at once?',
      },
    },
    forked: {
      seen: (clue) => unheard(clue, ({ settledAt, error }, at) => !!error && settledAt === at),
      says: {
        en: 'Your caller heard of the failure at {at} ms, and still one promise was rejected in an empty room: every call of `then` makes a new promise, which fails along with the old one. Who listens to that?',
      },
      line: ({ lineOf }) => lineOf(/\.then\(/),
    },
    loop: {
      seen: (clue) => unheard(clue, ({ settledAt = 0, error }, at) => !!error && settledAt > at),
      says: {
        en: 'While you were waiting for one item, another failed at {at} ms, and nobody was there to hear it.',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b/),
    },
    nocatch: {
      seen: (clue) => unheard(clue, ({ settledAt }) => settledAt === undefined),
      says: {
        en: 'You listen for good news only: "{what}" failed at {at} ms, and your caller will never hear of it.',
      },
      line: ({ lineOf }) => lineOf(/\.then\(|\bawait\b/),
    },
    badnewslast: {
      seen: (clue) => {
        const items = itemsOf(clue)
        const at = dueOf(items)
        const { error, settledAt } = clue.run
        if (at === undefined || settledAt === undefined || !error) return false
        return items.some(({ fails }) => fails) && settledAt > at && { at }
      },
      says: {
        en: 'The first failure came at {at} ms, and your caller heard of it at {settles} ms: does bad news have to wait for the rest?',
      },
    },
  },
}

/** An item as the suite planned it. */
interface Item {
  /** When it arrives or fails; plain values are there from the beginning. */
  readonly at: number
  readonly gives: Value
  readonly fails: boolean
}

interface Gathered {
  readonly items: readonly Item[]
  readonly results: readonly Value[]
}

/** All results are there, in another order than their items. */
function shuffled(holds: (gathered: Gathered) => boolean): (clue: Clue) => false | Numbers {
  return (clue) => {
    const gathered = gatheredIn(clue)
    if (!gathered) return false
    const { items, results } = gathered
    const given = items.map(({ gives }) => gives)
    if (same(results, given) || !same(texts(results).toSorted(), texts(given).toSorted()))
      return false
    return holds(gathered) && { got: `[${texts(results).join(', ')}]` }
  }
}

/** Results were handed out before the last of them was there. */
function incomplete(
  holds: (gathered: Gathered, clue: Clue) => boolean,
): (clue: Clue) => false | Numbers {
  return (clue) => {
    const gathered = gatheredIn(clue)
    if (!gathered) return false
    const { items } = gathered
    const { settledAt = Infinity } = clue.run
    const missing = items.filter(({ at }) => at > settledAt).length
    const last = Math.max(...items.map(({ at }) => at))
    return missing > 0 && holds(gathered, clue) && { missing, count: items.length, last }
  }
}

/** A failure that had no listener when Node looked, in a run in which items were to fail. */
function unheard(clue: Clue, holds: (run: Run, at: number) => boolean): false | Numbers {
  const [first] = clue.run.unobserved
  if (!first || !itemsOf(clue).some(({ fails }) => fails)) return false
  return holds(clue.run, first.at) && { at: first.at, what: first.failure.message }
}

/** Everything that was to come has come, nothing failed, and the caller is waiting. */
function stillPending(clue: Clue): boolean {
  const items = itemsOf(clue)
  return (
    clue.run.trace.ending.kind === 'never-settles' &&
    items.length > 0 &&
    !items.some(({ fails }) => fails)
  )
}

/** What came of items of which none was to fail; undefined when the results are none. */
function gatheredIn(clue: Clue): Gathered | undefined {
  const items = itemsOf(clue)
  const results = clue.run.value
  if (!Array.isArray(results) || items.length === 0 || items.some(({ fails }) => fails))
    return undefined
  return results.some(isUnportable) ? undefined : { items, results }
}

function itemsOf({ data: [items] }: Clue): readonly Item[] {
  if (!Array.isArray(items)) return []
  return items.map((item: Value) => {
    const promised = isRecord(item) && typeof item['ms'] === 'number'
    return promised
      ? { at: Number(item['ms']), gives: item['gives'], fails: 'fails' in item }
      : { at: 0, gives: item, fails: false }
  })
}

/** When the first failure, or else the last result, was there. */
function dueOf(items: readonly Item[]): number | undefined {
  if (items.length === 0) return undefined
  const failures = items.filter(({ fails }) => fails)
  return failures.length > 0
    ? Math.min(...failures.map(({ at }) => at))
    : Math.max(...items.map(({ at }) => at))
}

/** The delay of the learner's own timers, when each was set as the one before it fired. */
function gridOf({ run, source }: Clue): number | undefined {
  const own = run.events('timer-set').filter(({ site }) => site !== undefined)
  const grid = own[0]?.delayMs
  if (grid === undefined || !/\b(?:while|do|setInterval)\b/.test(source)) return undefined
  const begin = own[0]?.at ?? 0
  return own.every(({ at, delayMs }, round) => delayMs === grid && at === begin + round * grid)
    ? grid
    : undefined
}

const inOrderOfArrival = (items: readonly Item[]): readonly Value[] =>
  items.toSorted((one, other) => one.at - other.at).map(({ gives }) => gives)

/** As `sort` does it when nobody tells it how: by their texts. */
const inOrderOfValues = (values: readonly Value[]): readonly Value[] =>
  values.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1))

const failuresIn = ({ error, unobserved }: Run): readonly string[] =>
  [error, ...unobserved.map(({ failure }) => failure)].map((failure) => failure?.message ?? '')

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isUnportable = (value: Value): boolean => isRecord(value) && 'unportable' in value

const isThenable = (value: Value): boolean => isRecord(value) && isUnportable(value['then'] ?? null)

const texts = (values: readonly Value[]): readonly string[] =>
  values.map((value) => JSON.stringify(value) ?? 'undefined')

const textOf = (value: Value): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')

const same = (one: readonly Value[], other: readonly Value[]): boolean =>
  JSON.stringify(texts(one)) === JSON.stringify(texts(other))

/** What a withheld function says when it is called. */
const LOCKED = /^In this exercise (\S+) is yours to build$/

/** Code that compares the length of a list with anything but 0. */
const LENGTH_TEST = /\.length\s*[=<>!]=*\s*(?!0\b)[\w.]+/

/** Something that changes, declared outside of every function. */
const SHARED = /^(?:export )?(?:(?:let|var)\b|const \w+[^=]*= (?:\[|\{|new ))/m

/** Code that takes some values for missing ones. */
const TRUTH_TEST = /Boolean|undefined|null\b(?!\s*&&)|\.every|\.some|\.includes|\.indexOf|\?\?|\|\|/
