import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { TimerSet, Value } from '../../../runner/trace.ts'

/** What wrong answers to one-deadline look like. */
export const diagnosis: Diagnosis = {
  stub: 'one-deadline/perstep',
  spoilers: ['clearTimeout', '.abort(', 'AbortSignal.timeout'],
  rules: {
    broke: {
      seen: ({ run: { value } }) =>
        typeof value === 'string' && OWN_FAULT.test(value) && { what: value.slice(FAILED.length) },
      says: {
        en: 'At {took} ms your own code broke off, and the traveller was told "{what}".',
      },
      line: ({ run: { value }, lineOf }) => {
        const [, name] =
          typeof value === 'string' ? (/^failed: (\w+) is not /.exec(value) ?? []) : []
        return name === undefined ? undefined : lineOf(new RegExp(`\\b${name}\\(`))
      },
    },
    thrown: {
      seen: (clue) => {
        const { ending } = clue.run.trace
        const plan = planOf(clue)
        return ending.kind === 'threw' && ending.at === plan?.limit && { at: ending.at }
      },
      says: {
        en: 'At {at} ms your alarm rang and threw: a timer’s callback has no caller who could catch that. Who is waiting for something at that moment, and can be told?',
      },
      line: ({ lineOf }) => lineOf(/throw /),
    },
    nosignal: {
      seen: ({ run }) => {
        const line = run.lines.find(({ text }) => text.endsWith(' was given no signal'))
        return line !== undefined && { name: nameIn(line.text) }
      },
      says: {
        en: 'The {name} was given nothing to listen to: a step needs a signal, or nobody can tell it to stop.',
      },
      line: ({ lineOf }) => lineOf(/\bstep\(/),
    },
    together: {
      seen: (clue) => {
        const [first, second] = begunIn(clue)
        const takes = planOf(clue)?.legs.find(({ name }) => name === first?.name)?.takes ?? 0
        return (
          first !== undefined &&
          second !== undefined &&
          second.at < first.at + takes &&
          !clue.run.lines.some(
            ({ text, at }) => text === `${first.name} stopped` && at <= second.at,
          ) && {
            first: first.name,
            second: second.name,
            at: second.at,
          }
        )
      },
      says: {
        en: 'At {at} ms there were {first} and {second} at once: nobody boards the train before the walk is over. Steps come one after the other; it is the deadline that they share.',
      },
      line: ({ lineOf }) => lineOf(/\.map\(|\ball\(/),
    },
    swallow: {
      seen: tooLate((clue, { limit }) => {
        const stopped = clue.run.lines.find(
          ({ text, at }) => text.endsWith(' stopped') && at === limit,
        )
        const next = begunIn(clue).find(({ at }) => at >= limit)
        const told = typeof clue.run.value === 'number'
        if (!stopped || !(told || next)) return false
        return {
          name: nameIn(stopped.text),
          then: told
            ? `your caller was told that ${clue.run.value} were done`
            : `${next?.name} began`,
        }
      }),
      says: {
        en: 'At {limit} ms {name} read the stop sign and failed, as it should, and then {then}: who has swallowed the bad news?',
      },
      line: ({ lineOf }) => lineOf(/catch\b/),
    },
    otherclass: {
      seen: tooLate(
        ({ run }, { limit }) =>
          run.settledAt === limit &&
          typeof run.value === 'string' &&
          run.value.startsWith(FAILED) && { what: run.value.slice(FAILED.length) },
      ),
      says: {
        en: 'At {limit} ms all came to a stop, as it should, and the caller was told "{what}", which is not the `TimeoutError` of this file. A step that is told to stop fails with the reason that it is given: who gives it?',
      },
      line: ({ lineOf }) => lineOf(/abort\(|timeout\(/),
    },
    shared: {
      seen: ({ data, source, run }) =>
        data.length === 1 && SHARED.test(source) && run.trace.ending.kind === 'finished',
      says: {
        en: 'Two journeys, one after the other, and the second did not come out as it should: what of your code is there once for all journeys, where every one needs its own?',
      },
      line: ({ lineOf }) => lineOf(SHARED),
    },
    tooearly: {
      seen: (clue) => {
        const stopped = clue.run.lines.find(({ text }) => text.endsWith(' stopped'))
        const limit = planOf(clue)?.limit ?? 0
        return (
          stopped !== undefined &&
          stopped.at < limit && { name: nameIn(stopped.text), at: stopped.at, limit }
        )
      },
      says: {
        en: '{name} was told to stop at {at} ms, and the time was not up before {limit}: who pressed the button, and why then?',
      },
      line: ({ lineOf }) => lineOf(/abort\(/),
    },
    otherlimit: {
      seen: (clue) => {
        const [alarm, ...more] = ownTimers(clue)
        const plan = planOf(clue)
        if (!plan || !alarm || more.length > 0 || alarm.timerKind !== 'timeout') return false
        if (!isFine(clue) || alarm.at > 0 || alarm.delayMs === plan.limit) return false
        return { delay: alarm.delayMs, limit: plan.limit }
      },
      says: {
        en: 'The journey had {limit} ms, and your alarm is set to {delay} ms: where does that number come from?',
      },
      line: (clue) => ownTimers(clue)[0]?.site?.line,
    },
    polling: {
      seen: tooLate((clue, { limit }) => {
        const own = ownTimers(clue)
        const round = own.find(({ timerKind }) => timerKind === 'interval')
        const grid = round?.delayMs ?? (own.length >= FEWEST_LOOKS ? own[0]?.delayMs : undefined)
        return grid !== undefined && clue.took > limit && { grid }
      }),
      says: {
        en: 'You look every {grid} ms whether the time is up, and it was up in between, at {limit} ms: who could tell you at that very moment?',
      },
      line: (clue) => ownTimers(clue)[0]?.site?.line,
    },
    unfinished: {
      seen: (clue) => {
        const plan = planOf(clue)
        const { run } = clue
        if (!plan || !isFine(clue) || typeof run.value !== 'number' || clue.took >= plan.limit)
          return false
        if (run.lines.some(({ text }) => text.endsWith(' fails'))) return false
        const open = plan.legs.find(
          ({ name }) => (run.timeOf(`${name} done`) ?? Infinity) > clue.took,
        )
        return open !== undefined && { name: open.name, count: run.value }
      },
      says: {
        en: 'At {took} ms your caller was told "{count}", and {name} was not done yet: what ends your loop?',
      },
      line: ({ lineOf }) => lineOf(/return/),
    },
    perstep: {
      seen: tooLate((clue, { limit }) => {
        const renewed = ownTimers(clue).find(({ at, delayMs }) => at > 0 && delayMs === limit)
        return renewed !== undefined && clue.run.endsAt > limit && { at: renewed.at }
      }),
      says: {
        en: 'At {at} ms a new alarm was set, to {limit} ms again: each step was given a fresh {limit} ms, and the traveller was promised {limit} in all.',
      },
      line: (clue) => ownTimers(clue).find(({ at }) => at > 0)?.site?.line,
    },
    raceonly: {
      seen: tooLate(({ run }, { limit }) => {
        const late = run.lines.find(({ at }) => at > limit)
        return (
          run.settledAt === limit && late !== undefined && { name: nameIn(late.text), at: late.at }
        )
      }),
      says: {
        en: 'At {limit} ms you stopped looking, and {name} was at work until {at} ms: whoever only stops waiting stops nobody. Who was told?',
      },
      line: ({ lineOf }) => lineOf(/\brace\(/),
    },
    checkbetween: {
      seen: tooLate((clue, { limit }) => {
        const late = clue.run.lines.find(({ at, text }) => at > limit && text.endsWith(' done'))
        const began = begunIn(clue).find(({ name }) => name === nameIn(late?.text ?? ''))
        return (
          ownTimers(clue).length === 0 &&
          CLOCK.test(clue.source) &&
          late !== undefined &&
          began !== undefined && { began: began.at, name: began.name, at: late.at }
        )
      }),
      says: {
        en: 'At {began} ms you looked at your watch, and then it was {name} until {at} ms: between two looks the time can be up. Who could tell you at {limit} ms?',
      },
      line: ({ lineOf }) => lineOf(CLOCK),
    },
    nolimit: {
      seen: tooLate(
        (clue, { limit }) =>
          ownTimers(clue).length === 0 && clue.took > limit && { late: clue.took - limit },
      ),
      says: {
        en: 'The traveller had {limit} ms and was kept for {took}: who was there to say, at {limit} ms, that the time is up?',
      },
    },
    masked: {
      seen: failing(({ run }) => run.value === 'too late'),
      says: {
        en: 'At {at} ms a step failed ("{what}"), with {spare} ms to go, and the traveller was told that it is too late: is it?',
      },
      line: ({ lineOf }) => lineOf(/catch\b/),
    },
    ignored: {
      seen: failing(({ run }) => typeof run.value === 'number'),
      says: {
        en: 'At {at} ms a step failed ("{what}"), and the traveller was told that all is well. Whose business is that failure?',
      },
      line: ({ lineOf }) => lineOf(/catch\b/),
    },
    leak: {
      seen: (clue) => {
        const { run, check } = clue
        const own = ownTimers(clue).map(({ timer }) => timer)
        return (
          check?.kind === 'take-at-most' &&
          run.settledAt !== undefined &&
          run.endsAt > check.limitMs &&
          run
            .events('timer-fired')
            .some(({ at, timer }) => at === run.endsAt && own.includes(timer))
        )
      },
      says: {
        en: 'The journey was over at {settles} ms, and your alarm rang at {ends} ms, at a station where nobody waits.',
      },
      line: (clue) => ownTimers(clue)[0]?.site?.line,
    },
  },
}

interface Leg {
  readonly name: string
  readonly takes: number
  readonly fails: string | undefined
}

interface Plan {
  readonly legs: readonly Leg[]
  readonly limit: number
}

function planOf({ data: [legs, limit] }: Clue): Plan | undefined {
  if (!Array.isArray(legs) || typeof limit !== 'number') return undefined
  return { legs: legs.flatMap(legOf), limit }
}

function legOf(leg: Value): readonly Leg[] {
  if (typeof leg !== 'object' || leg === null || !('name' in leg && 'takes' in leg)) return []
  const { name, takes } = leg
  const fails = 'fails' in leg && typeof leg.fails === 'string' ? leg.fails : undefined
  return typeof name === 'string' && typeof takes === 'number' ? [{ name, takes, fails }] : []
}

/** When the journey is over if nobody stops it, and what with. */
function endOf({ legs }: Plan): { readonly at: number; readonly fails: string | undefined } {
  const broken = legs.findIndex(({ fails }) => fails !== undefined)
  const travelled = broken < 0 ? legs : legs.slice(0, broken + 1)
  return { at: travelled.reduce((sum, { takes }) => sum + takes, 0), fails: legs[broken]?.fails }
}

/** The time is up before all is done, and the run came to an end of some kind. */
function tooLate(
  holds: (clue: Clue, plan: Plan) => false | Numbers,
): (clue: Clue) => false | Numbers {
  return (clue) => {
    const plan = planOf(clue)
    if (!plan || endOf(plan).at <= plan.limit || !isFine(clue)) return false
    const found = holds(clue, plan)
    return found && { ...found, limit: plan.limit }
  }
}

/** A step fails in time, and the caller was told something at that moment or later. */
function failing(holds: (clue: Clue) => boolean): (clue: Clue) => false | Numbers {
  return (clue) => {
    const plan = planOf(clue)
    if (!plan || !isFine(clue)) return false
    const { at, fails } = endOf(plan)
    if (fails === undefined || at > plan.limit || clue.took < at) return false
    return holds(clue) && { at, what: fails, spare: plan.limit - at }
  }
}

const isFine = ({ run }: Clue): boolean =>
  run.trace.ending.kind === 'finished' && run.error === undefined && run.unobserved.length === 0

/** The steps that were begun, and when. */
const begunIn = (clue: Clue): readonly { readonly name: string; readonly at: number }[] => {
  const names = planOf(clue)?.legs.map(({ name }) => name) ?? []
  return clue.run.lines
    .filter(({ text }) => names.includes(text))
    .map(({ text, at }) => ({ name: text, at }))
}

const nameIn = (text: string): string =>
  text.replace(/ (?:done|fails|stopped|was given no signal)$/, '')

/** Without those of the steps, which are set on behalf of the line that begins the step. */
function ownTimers(clue: Clue): readonly TimerSet[] {
  const legs = planOf(clue)?.legs ?? []
  const isLeg = ({ at, delayMs }: TimerSet): boolean =>
    begunIn(clue).some(
      (begun) =>
        begun.at === at && legs.some(({ name, takes }) => name === begun.name && takes === delayMs),
    )
  return clue.run.events('timer-set').filter((timer) => timer.site !== undefined && !isLeg(timer))
}

const FAILED = 'failed: '

/** Waking up this often for nothing is looking. */
const FEWEST_LOOKS = 10

/** Something that changes, declared outside of every function. */
const SHARED = /^(?:export )?(?:(?:let|var)\b|const \w+[^=]*= (?:\[|\{|new ))/m

/** What an error says that nobody has thought of. */
const OWN_FAULT =
  /^failed: (?:\S+ is not (?:defined|a function|iterable)|Cannot (?:read|set|access)|Assignment to constant)/

/** Code that asks what time it is. */
const CLOCK = /\bnow\(\)|Date\.now|hrtime|new Date/
