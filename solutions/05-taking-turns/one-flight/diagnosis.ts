import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to one-flight look like. */
export const diagnosis: Diagnosis = {
  stub: 'one-flight/stub',
  spoilers: ['.catch(', '.set(key', 'Promise<T>'],
  rules: {
    shared: {
      seen: ({ run, data, source, check }) =>
        data.length === 0 &&
        check?.kind === 'return' &&
        run.trace.ending.kind === 'finished' &&
        SHARED.test(source),
      says: {
        en: 'Two caches were made, one for texts and one for their lengths, and they answer for each other: what belongs to one call of `memoize`, and what to all of them?',
      },
      line: ({ lineOf }) => lineOf(SHARED),
    },
    plainobject: {
      seen: ({ run, data }) =>
        run.error === undefined &&
        isLibrary(data[0]) &&
        Object.hasOwn(data[0].shelf, 'constructor') &&
        run.timeOf('load constructor') === undefined,
      says: {
        en: 'Nobody had ever loaded `constructor`, and your cache had something under that name: an object made with `{}` knows a few names from birth. Is there something to look things up in that begins empty?',
      },
      line: ({ lineOf }) => lineOf(/=\s*\{\s*\}/),
    },
    reworded: {
      seen: (clue) => {
        const down = loadsOf(clue).find(({ fails }) => fails)
        const { error } = clue.run
        return (
          down !== undefined &&
          error?.name === 'Error' &&
          error.message !== `${down.key} is down` && { key: down.key, what: error.message }
        )
      },
      says: {
        en: 'Loading failed with "{key} is down", and who had asked heard "{what}": pass on what you were told.',
      },
      line: ({ lineOf }) => lineOf(/\bthrow\b|\breject\(/),
    },
    keyless: {
      seen: (clue) => {
        for (const { who, key } of asksOf(clue)) {
          const got = clue.run.lines.find(({ text }) => text.startsWith(`${who} has `))
          const other = loadsOf(clue).find(
            (load) => load.key !== key && got?.text === `${who} has ${load.key} ${load.copy}`,
          )
          if (other) return { who, key, other: other.key }
        }
        return false
      },
      says: {
        en: '{who} asked for {key} and got {other}: a cache has to remember which book is which.',
      },
    },
    unhfork: {
      seen: ({ run }) => {
        const [lost] = run.unobserved
        const heard = run.lines.find(({ text }) => / hears: /.test(text))
        return (
          lost !== undefined &&
          heard !== undefined && { at: lost.at, who: heard.text.split(' hears')[0] ?? '' }
        )
      },
      says: {
        en: '{who} heard of the failure at {at} ms, and still one promise was rejected in an empty room: you hung a second promise on the first, which fails along with it. Who looks after that one?',
      },
      line: ({ lineOf }) => lineOf(/^\s*(?:void )?\w+\.(?:finally|then)\(/),
    },
    gap: {
      seen: (clue) => PAUSE_BEFORE_LOAD.test(clue.source) && (doubled(clue) ?? false),
      says: {
        en: 'There is a pause between looking into the cache and writing into it, and everybody who asks in that pause looks into an empty one: `load {key}` at {first} ms, and once more at {at} ms.',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b(?!\s*load\b)/),
    },
    stub: {
      seen: (clue) => doubled(clue) ?? false,
      says: {
        en: '`load {key}` at {first} ms, and once more at {at} ms, while the first was still under way: it came at {came} ms. From which moment on could your cache have known that {key} is on its way?',
      },
      line: ({ lineOf }) => lineOf(/\bload\(key\)/),
    },
    lock: {
      seen: (clue) => {
        const behind = late(clue)
        const other =
          behind && loadsOf(clue).find(({ key, came }) => key !== behind.key && came === behind.at)
        return other !== undefined && { ...behind, other: other.key }
      },
      says: {
        en: '{who} asked for {key} at {asked} ms, and {key} was sent for at {at} ms, when {other} had come: one at a time helps those who ask for the same, and holds up all the others.',
      },
      line: ({ lineOf }) => lineOf(/^\s*(?:let|const|var) (?:last|tail|lock|queue|chain|busy)\b/),
    },
    poll: {
      seen: (clue) => {
        if (!OWN_TIMER.test(clue.source)) return false
        for (const { key, came, copy } of loadsOf(clue)) {
          const got = clue.run.lines.find(
            ({ at, text }) =>
              at > came &&
              text.endsWith(` has ${key} ${copy}`) &&
              asksOf(clue).some(
                ({ who, at: asked }) => text.startsWith(`${who} has`) && asked < came,
              ),
          )
          if (got) return { key, came, at: got.at, who: got.text.split(' has ')[0] ?? '' }
        }
        return false
      },
      says: {
        en: '{key} was there at {came} ms, and {who}, who had been waiting for it, got it at {at} ms: could {who} be told that it has come, instead of looking for it now and then?',
      },
      line: ({ lineOf }) => lineOf(OWN_TIMER),
    },
    onlyfirst: {
      seen: (clue) => {
        const [empty] = clue.run.lines.filter(({ text }) => text.endsWith(' has undefined'))
        const ask = asksOf(clue).find(({ who }) => empty?.text === `${who} has undefined`)
        const load = ask && loadsOf(clue).find(({ key }) => key === ask.key)
        return (
          empty !== undefined &&
          load !== undefined &&
          empty.at < load.came && {
            who: ask?.who ?? '',
            key: load.key,
            at: empty.at,
            came: load.came,
          }
        )
      },
      says: {
        en: '{who} asked for {key} while it was on its way, and was sent off with nothing at {at} ms: it came at {came} ms. Whoever asks meanwhile wants it too.',
      },
      line: ({ lineOf }) => lineOf(/\breturn undefined|\breturn;?\s*$/),
    },
    emptyhanded: {
      seen: (clue) => {
        const ask = asksOf(clue).find(
          ({ who }) => clue.run.timeOf(`${who} has undefined`) !== undefined,
        )
        const load = ask && loadsOf(clue).find(({ key, fails }) => key === ask.key && !fails)
        return load !== undefined && { who: ask?.who ?? '', key: load.key, came: load.came }
      },
      says: {
        en: '{key} came at {came} ms, and {who}, who had asked for it, was given undefined: what does your function hand on?',
      },
      line: ({ lineOf }) => lineOf(/^\s*await\b/),
    },
    relay: {
      seen: (clue) => {
        for (const load of loadsOf(clue).filter(({ fails }) => fails)) {
          const next = loadsOf(clue).find(({ key, at }) => key === load.key && at === load.came)
          const waiting = asksOf(clue).find(
            ({ key, at, who }) =>
              key === load.key &&
              at >= load.at &&
              at < load.came &&
              next !== undefined &&
              !clue.run.timesOf(`${who} hears: ${key} is down`).some((told) => told === load.came),
          )
          if (waiting && isSound(clue)) return { who: waiting.who, key: load.key, came: load.came }
        }
        return false
      },
      says: {
        en: '{who} was waiting for {key} when it failed, at {came} ms, and was not told: {key} was loaded once more. A failure is an answer too, for everybody who waits for it.',
      },
    },
    swallowed: {
      seen: (clue) => {
        const down = loadsOf(clue).find(({ fails }) => fails)
        const told = clue.run.lines.some(({ text }) => text.endsWith(' is down'))
        return isSound(clue) && down !== undefined && !told && { key: down.key, came: down.came }
      },
      says: {
        en: 'Loading {key} failed at {came} ms, and nobody who was waiting for it heard of that: those who ask are to learn that it failed, and why.',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    stickyfail: {
      seen: (clue) => {
        const loads = loadsOf(clue)
        const stale = clue.run.lines.find(({ at, text }) => {
          const [, who, key] = HEARS.exec(text) ?? []
          const ask = asksOf(clue).find((each) => each.who === who)
          const last = loads.findLast((load) => load.key === key && load.at <= at)
          return ask && last ? last.fails && last.came < ask.at : false
        })
        const [, who = '', key = ''] = HEARS.exec(stale?.text ?? '') ?? []
        const again = stickyAtOnce(clue)
        const down = loads.find((load) => load.fails && load.key === (again?.key ?? key))
        if (!isSound(clue) || !down || (!stale && !again)) return false
        return {
          who: again?.who ?? who,
          key: down.key,
          came: down.came,
          at: again?.at ?? stale?.at ?? 0,
        }
      },
      says: {
        en: '{key} failed at {came} ms. Whoever asked after that, as {who} did at {at} ms, got the old failure, and nobody tried again: it failed once, and now it will fail for ever.',
      },
      line: ({ lineOf }) => lineOf(/\.set\(|\]\s*\?*=[^=]/),
    },
    falsy: {
      seen: (clue) => {
        const again = forgotten(clue)
        return again?.gives !== undefined &&
          TRUTH_TEST.test(clue.source) &&
          !FORGETS_ALL.test(clue.source)
          ? { gives: again.gives, at: again.at }
          : false
      },
      says: {
        en: 'A book in which there is only a {gives} was sent for once more at {at} ms: you had it, and took it for nothing. How do you tell "empty" from "not there"?',
      },
      line: ({ lineOf }) => lineOf(TRUTH_TEST),
    },
    handover: {
      seen: (clue) => {
        const again = forgotten(clue)
        return again !== undefined && again.at === again.came && again
      },
      says: {
        en: '{key} came at {came} ms, and somebody who asked in that very moment had it sent for anew: just then your cache knew of it neither as on its way nor as there.',
      },
      line: ({ lineOf }) => lineOf(/\bdelete\b|\bclear\(/),
    },
    dropall: {
      seen: (clue) => forgotten(clue) ?? false,
      says: {
        en: '{key} came at {came} ms, and was sent for once more at {at} ms: what was good is forgotten together with what had failed.',
      },
      line: ({ lineOf }) => lineOf(/\bdelete\b|\bclear\(/),
    },
    spin: {
      seen: (clue) => {
        const { kind, at } = clue.run.trace.ending
        const load = loadsOf(clue).find(({ came }) => came > at)
        const waiting = asksOf(clue).findLast(
          ({ key, at: asked }) => key === load?.key && asked <= at,
        )
        return (
          kind === 'ran-away' &&
          load !== undefined &&
          waiting !== undefined && { who: waiting.who, key: load.key, at, came: load.came }
        )
      },
      says: {
        en: '{who} looks again and again whether {key} has come, and it is {at} ms all the time: it would come at {came} ms, but no timer gets a turn. Who could tell {who}, so that there is no need to look?',
      },
      line: ({ lineOf }) => lineOf(/\bwhile\b|\bfor\b/),
    },
    forever: {
      seen: (clue) => {
        const failed = loadsOf(clue).find(({ fails }) => fails)
        const waiting = asksOf(clue).find(
          ({ who, key, at }) =>
            failed?.key === key &&
            at < failed.came &&
            !clue.run.lines.some(({ text }) => text.startsWith(`${who} `)),
        )
        // Whoever looks again and again whether it is there does so for ever.
        const { kind, at } = clue.run.trace.ending
        return (
          (kind === 'never-settles' || kind === 'ran-away') &&
          failed !== undefined &&
          failed.came <= at &&
          waiting !== undefined && { who: waiting.who, key: failed.key, came: failed.came }
        )
      },
      says: {
        en: 'Loading {key} failed at {came} ms, and {who}, who had been waiting for it, never heard a word: those in the line are told the good news only.',
      },
    },
  },
}

/** One call of the library's `load`. */
interface Load {
  readonly key: string
  readonly at: number
  /** When it came, or failed. */
  readonly came: number
  /** Which load of this key it is, counted from 1. */
  readonly copy: number
  readonly fails: boolean
  /** What is in it, where that is told. */
  readonly gives: number | undefined
}

function loadsOf({ run, data: [library] }: Pick<Clue, 'run' | 'data'>): readonly Load[] {
  if (!isLibrary(library)) return []
  const copies = new Map<string, number>()
  return run.lines.flatMap(({ at, text }) => {
    const [, key] = /^load (.*)$/.exec(text) ?? []
    const book = key === undefined ? undefined : library.shelf[key]
    if (key === undefined || !isRecord(book)) return []
    const copy = (copies.get(key) ?? 0) + 1
    copies.set(key, copy)
    const gives = book['gives']
    return {
      key,
      at,
      came: at + Number(book['ms']),
      copy,
      fails: copy <= Number(book['fails'] ?? 0),
      gives: typeof gives === 'number' ? gives : undefined,
    }
  })
}

interface Ask {
  readonly who: string
  readonly key: string
  readonly at: number
  readonly again: boolean
}

function asksOf({ data: [library] }: Pick<Clue, 'data'>): readonly Ask[] {
  if (!isLibrary(library)) return []
  return library.asks.filter(isRecord).map((ask) => ({
    who: textOf(ask['who']),
    key: textOf(ask['key']),
    at: Number(ask['at'] ?? 0),
    again: ask['again'] === true,
  }))
}

/** A key that was sent for while it was on its way. */
function doubled(
  clue: Clue,
):
  | { readonly key: string; readonly first: number; readonly at: number; readonly came: number }
  | undefined {
  const loads = loadsOf(clue)
  for (const [index, { key, at }] of loads.entries()) {
    const first = loads.slice(0, index).find((load) => load.key === key && load.came > at)
    if (first) return { key, first: first.at, at, came: first.came }
  }
  return undefined
}

/** A key that was sent for again though it had come. */
function forgotten(
  clue: Clue,
): (Pick<Load, 'key' | 'at' | 'came'> & { readonly gives?: number }) | undefined {
  const loads = loadsOf(clue)
  for (const [index, { key, at }] of loads.entries()) {
    const first = loads
      .slice(0, index)
      .find((load) => load.key === key && !load.fails && load.came <= at)
    if (first)
      return { key, at, came: first.came, ...(first.gives !== undefined && { gives: first.gives }) }
  }
  return undefined
}

/** The first of a key to be sent for later than somebody had asked for it. */
function late(
  clue: Clue,
):
  | { readonly who: string; readonly key: string; readonly asked: number; readonly at: number }
  | undefined {
  for (const { key, at } of loadsOf(clue).filter(({ copy }) => copy === 1)) {
    const ask = asksOf(clue).find((each) => each.key === key)
    if (ask && ask.at < at) return { who: ask.who, key, asked: ask.at, at }
  }
  return undefined
}

/** Somebody who heard of a failure, asked again at once, and heard of it once more in the same moment. */
function stickyAtOnce(
  clue: Clue,
): { readonly who: string; readonly key: string; readonly at: number } | undefined {
  for (const { who, key, again } of asksOf(clue)) {
    const [first, second] = clue.run.timesOf(`${who} hears: ${key} is down`)
    if (again && first !== undefined && first === second) return { who, key, at: first }
  }
  return undefined
}

/** It came to its end, and nothing failed that was not to fail. */
const isSound = ({ run: { trace, error } }: Clue): boolean =>
  trace.ending.kind === 'finished' && error === undefined

type Library = {
  readonly shelf: { readonly [key: string]: Value }
  readonly asks: readonly Value[]
}

const isLibrary = (value: Value): value is Library =>
  isRecord(value) && isRecord(value['shelf']) && isList(value['asks'])

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !isList(value)

const textOf = (value: Value): string => (typeof value === 'string' ? value : '')

/** Something made outside of every function. */
const SHARED = /^(?:export )?(?:let|var|const) \w+[^=]*= (?:new |\{|\[|Object\.)/m

/** What a reader is told when loading has failed. */
const HEARS = /^(.*) hears: (.*) is down$/

/** Code that takes some values for missing ones. */
const TRUTH_TEST = /if\s*\(\s*!?\w+\s*\)|\|\|/

/** The cache is emptied however the load ended. */
const FORGETS_ALL = /\.finally\([^;]*\bdelete\b/

const OWN_TIMER = /\bsleep\(|setTimeout|setInterval|setImmediate/

/** The cache is asked, then there is a pause, then the book is sent for. */
const PAUSE_BEFORE_LOAD = /\bawait\b(?!\s*load\b)[^]*\bload\(/
