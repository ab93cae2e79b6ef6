import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to lock look like. */
export const diagnosis: Diagnosis = {
  stub: 'lock/stub',
  spoilers: ['.then(', '.catch(', 'finally', 'new Promise'],
  rules: {
    throws: {
      seen: ({ run }) => run.error?.message === 'no key',
      says: {
        en: 'The work failed at once, and `run` failed along with it, in the middle of its caller’s line: who asks for a promise should hear of a failure through the promise, and in no other way.',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(\)/),
    },
    spin: {
      seen: ({ run, ...clue }) => {
        const { ending } = run.trace
        const visits = visitsOf({ run, ...clue })
        const host = visits.find(({ inAt, outAt }) => inAt !== undefined && outAt === undefined)
        const next = visits.find(({ inAt }) => inAt === undefined)
        return (
          ending.kind === 'ran-away' &&
          host?.inAt !== undefined &&
          next !== undefined &&
          ending.at < host.inAt + host.ms && {
            name: next.name,
            host: host.name,
            at: ending.at,
            due: host.inAt + host.ms,
          }
        )
      },
      says: {
        en: '{name} looks at the door again and again, and it is {at} ms all the time: {host} would come out at {due} ms, but no timer gets a turn. Who could tell {name}, so that it need not look?',
      },
      line: ({ lineOf }) => lineOf(/\bwhile\b|\bfor\b|\bawait\b(?!.*\bfn\b)/),
    },
    turnedaway: {
      seen: ({ run, source, ...clue }) => {
        const outside = visitsOf({ run, ...clue }).find(({ inAt }) => inAt === undefined)
        return (
          run.error !== undefined &&
          run.error.name === 'Error' &&
          outside !== undefined &&
          SENDS_AWAY.test(source) && { name: outside.name, what: run.error.message, at: outside.at }
        )
      },
      says: {
        en: '{name} came to the door at {at} ms, was told "{what}", and never went in. Whoever comes to a lock may have to wait; is there a way to be let in later?',
      },
      line: ({ lineOf }) => lineOf(SENDS_AWAY),
    },
    again: {
      seen: (clue) => {
        for (const { name, outAt } of visitsOf(clue)) {
          const at = clue.run.timesOf(`${name} in`)[1]
          if (outAt !== undefined && at !== undefined) return { name, out: outAt, at }
        }
        return false
      },
      says: {
        en: '{name} was out at {out} ms, and at {at} ms it was called in once more: what becomes of a visit in your line when it is over?',
      },
    },
    stub: {
      seen: (clue) => !STATE.test(clue.source) && (intruder(clue)?.numbers ?? false),
      says: {
        en: 'At {at} ms {name} went in, and {host} was still inside: everybody who comes walks in. What would {name} have to know, and to wait for?',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(\)/),
    },
    barge: {
      seen: (clue) => newcomerFirst(clue) ?? false,
      says: {
        en: 'At {at} ms it was the turn of {first}, who had been waiting. In the same moment {second} came along, found the door open, and slipped in. For how long is your door open when somebody is waiting for it?',
      },
      line: ({ lineOf }) => lineOf(/\bwhile\b|\bif\b/),
    },
    flag: {
      seen: (clue) => {
        const found = intruder(clue)
        return found !== undefined && !found.waited && found.numbers
      },
      says: {
        en: 'At {at} ms {name} was in, with {host} still inside. Your lock has something to remember; but did {name} wait for anything that only {host} can bring about?',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b(?!.*\bfn\b)/),
    },
    herd: {
      seen: (clue) => {
        const found = intruder(clue)
        return found !== undefined && found.together && found.numbers
      },
      says: {
        en: 'At {at} ms {host} went in, and {name} right behind: both had been waiting for the same event, and it woke them both. What should each of them wait for instead?',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b(?!.*\bfn\b)/),
    },
    byclock: {
      seen: (clue) => intruder(clue)?.numbers ?? false,
      says: {
        en: '{name} did wait, and yet it went in at {at} ms with {host} still inside. Who had told it that {host} was out?',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b(?!.*\bfn\b)/),
    },
    poison: {
      seen: (clue) => {
        for (const { name, told } of visitsOf(clue)) {
          const other = visitsOf(clue).find((visit) => told === `${visit.name} failed`)
          if (other && other.name !== name)
            return { name, other: other.name, went: other.outAt ?? 'never' }
        }
        return false
      },
      says: {
        en: '{name} heard "{other} failed", and that was the affair of {other} alone. {name} wants to know one thing only: is {other} out?',
      },
    },
    lifo: {
      seen: (clue) => jump(clue) ?? false,
      says: {
        en: 'At {at} ms {second} went in, and {first}, who had come earlier, was left standing: on a busy day {first} waits for ever.',
      },
      line: ({ lineOf }) => lineOf(/\.(?:pop|unshift|at|reverse|findLast)\(/),
    },
    norelease: {
      seen: (clue) => leftOutside(clue, ({ fails }) => fails),
      says: {
        en: '{name} failed at {at} ms, with the key in its pocket: {next} is standing at the door still, and nobody is inside.',
      },
    },
    forgets: {
      seen: (clue) => leftOutside(clue, () => true),
      says: {
        en: '{name} was out at {at} ms, and {next} was never called in: who is to tell those who wait that the door is free?',
      },
    },
    early: {
      seen: (clue) => {
        const { settledAt = Infinity } = clue.run
        const last = visitsOf(clue).find(({ outAt = 0 }) => outAt > settledAt)
        return isSettled(clue) && last ? { name: last.name, out: last.outAt ?? 0 } : false
      },
      says: {
        en: 'All callers had their answers at {settles} ms, and {name} came out at {out} ms: what could they be told that early?',
      },
      line: ({ lineOf }) => lineOf(/\breturn\b/),
    },
    hushed: {
      seen: (clue) => {
        const found =
          clue.check?.kind === 'return' &&
          visitsOf(clue).find(({ name, fails, told }) => fails && told !== `${name} failed`)
        return isSettled(clue) && found ? { name: found.name, at: found.outAt ?? 0 } : false
      },
      says: {
        en: '{name} failed at {at} ms, and whoever had sent it was told that all is well: those behind must not hear of a failure, but its own caller must.',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    emptyhanded: {
      seen: (clue) => {
        const found =
          clue.check?.kind === 'return' &&
          visitsOf(clue).find(({ name, fails, told }) => !fails && told !== `${name} is back`)
        return isSettled(clue) && found ? { name: found.name, at: found.outAt ?? 0 } : false
      },
      says: {
        en: '{name} came out at {at} ms and brought "{name} is back" along, and its caller never got it: what does `run` hand on?',
      },
    },
    poll: {
      seen: (clue) => {
        const visits = visitsOf(clue)
        for (const { name, at, inAt = 0 } of visits) {
          const before = visits.filter(({ outAt }) => outAt !== undefined && outAt <= inAt)
          const free = Math.max(at, ...before.map(({ outAt = 0 }) => outAt))
          if (inAt > free && /sleep|set(?:Timeout|Interval|Immediate)|\bwait\(/.test(clue.source))
            return { name, free, inAt }
        }
        return false
      },
      says: {
        en: 'The door was free at {free} ms, and {name} went in at {inAt} ms: in between a timer of yours had to run out. A good lock calls the next one; who knows first that the door is free?',
      },
      line: ({ lineOf }) => lineOf(/\b(?:sleep|set(?:Timeout|Interval|Immediate)|wait)\(/),
    },
    onedoor: {
      seen: ({ run, data, lineOf }) => {
        const at = run.timeOf('b in') ?? 0
        return data.length === 0 && lineOf(SHARED) !== undefined && at > 0 && { at }
      },
      says: {
        en: 'Two locks are two doors, and b stood before one that nobody had passed; it went in at {at} ms, when a was through the other. What belongs to one lock, and what to all of them?',
      },
      line: ({ lineOf }) => lineOf(SHARED),
    },
  },
}

/** What became of one who came to the door. */
interface Visit {
  readonly index: number
  readonly name: string
  /** When it came. */
  readonly at: number
  /** How long it was to stay. */
  readonly ms: number
  readonly fails: boolean
  /** When it went in, as the how-manieth, and beside whom. */
  readonly inAt: number | undefined
  readonly place: number
  readonly beside: readonly string[]
  readonly outAt: number | undefined
  /** What its caller was told. */
  readonly told: Value
}

/** In the order in which they came. */
function visitsOf({ run, data: [visits] }: Pick<Clue, 'run' | 'data'>): readonly Visit[] {
  if (!isList(visits) || run.trace.ending.kind === 'broken') return []
  const told = isList(run.value) ? run.value : []
  const entries = run.lines.filter(({ text }) => ENTRY.test(text))
  return visits.filter(isRecord).map((visit, index) => {
    const name = typeof visit['name'] === 'string' ? visit['name'] : ''
    const place = entries.findIndex(({ text }) => ENTRY.exec(text)?.[1] === name)
    const [, , beside] = ENTRY.exec(entries[place]?.text ?? '') ?? []
    return {
      index,
      name,
      at: Number(visit['at'] ?? 0),
      ms: Number(visit['ms']),
      fails: visit['fails'] === true,
      inAt: entries[place]?.at,
      place,
      beside: beside?.split(', ') ?? [],
      outAt: run.timeOf(`${name} out`) ?? run.timeOf(`${name} fails`),
      told: told[index],
    }
  })
}

/** The first who went in while somebody was inside. */
function intruder(clue: Clue):
  | {
      /** It did not go in at the moment at which it came. */
      readonly waited: boolean
      /** Both went in at one moment. */
      readonly together: boolean
      readonly numbers: Numbers
    }
  | undefined {
  const visit = inOrder(clue).find(({ beside }) => beside.length > 0)
  const host = visitsOf(clue).find(({ name }) => name === visit?.beside[0])
  if (!visit || !host) return undefined
  const { name, at, inAt = 0 } = visit
  return {
    waited: inAt > at,
    together: host.inAt === inAt,
    numbers: { name, host: host.name, at: inAt },
  }
}

/** Somebody who went in before, or beside, one who had come earlier. */
function jump(
  clue: Clue,
): { readonly first: string; readonly second: string; readonly at: number } | undefined {
  const visits = visitsOf(clue)
  for (const second of inOrder(clue)) {
    const first = visits
      .slice(0, second.index)
      .find(({ place }) => place < 0 || place > second.place)
    if (first) return { first: first.name, second: second.name, at: second.inAt ?? 0 }
  }
  return undefined
}

/** Somebody went in at the moment at which it came, before or beside one who had been waiting. */
function newcomerFirst(
  clue: Clue,
): { readonly first: string; readonly second: string; readonly at: number } | undefined {
  const visits = visitsOf(clue)
  const newcomers = inOrder(clue).filter(({ at, inAt }) => at > 0 && at === inAt)
  for (const second of newcomers) {
    const released = visits.some(({ outAt }) => outAt === second.at)
    const first = visits
      .slice(0, second.index)
      .find(
        ({ at, inAt = Infinity, place, name }) =>
          at < second.at &&
          inAt >= second.at &&
          (place < 0 || place > second.place || second.beside.includes(name)),
      )
    if (first && released) return { first: first.name, second: second.name, at: second.at }
  }
  return undefined
}

const inOrder = (clue: Clue): readonly Visit[] =>
  visitsOf(clue)
    .filter(({ place }) => place >= 0)
    .toSorted((one, other) => one.place - other.place)

/** Everybody is out, and somebody has never come in. */
function leftOutside(clue: Clue, holds: (last: Visit) => boolean): false | Numbers {
  // Whoever looks at the door again and again does so for ever.
  const { kind } = clue.run.trace.ending
  if (kind !== 'never-settles' && kind !== 'ran-away') return false
  const visits = visitsOf(clue)
  const next = visits.find(({ inAt }) => inAt === undefined)
  const last = visits
    .filter(({ outAt }) => outAt !== undefined)
    .toSorted((one, other) => (one.outAt ?? 0) - (other.outAt ?? 0))
    .at(-1)
  const inside = visits.some(({ inAt, outAt }) => inAt !== undefined && outAt === undefined)
  return next && last && !inside && holds(last)
    ? { name: last.name, at: last.outAt ?? 0, next: next.name }
    : false
}

const isSettled = ({ run }: Clue): boolean =>
  run.trace.ending.kind === 'finished' && run.error === undefined

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !isList(value)

/** `b in`, or `b in beside a, c`. */
const ENTRY = /^(.+) in(?: beside (.+))?$/

/** Whoever finds the door taken gets an error. */
const SENDS_AWAY = /\bthrow\b|\breject\(/

/** Anything that is remembered from one call to the next. */
const STATE = /\bthis\b|^(?:let|const|var)\b|\bstatic\b/m

/** Something that all locks have in common. */
const SHARED = /^(?:export )?(?:let|var|const) \w+|^\s*(?:private |public |readonly )*static\b/
