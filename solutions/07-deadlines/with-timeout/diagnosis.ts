import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { TimerSet } from '../../../runner/trace.ts'

/** What wrong answers to with-timeout look like. */
export const diagnosis: Diagnosis = {
  stub: 'with-timeout/stub',
  spoilers: ['Promise.race', 'clearTimeout', 'new Promise', '.finally'],
  rules: {
    deaf: {
      seen: (clue) => {
        const [lost] = clue.run.unobserved
        return (
          lost !== undefined &&
          planOf(clue)?.fails === lost.failure.message && {
            at: lost.at,
            what: lost.failure.message,
          }
        )
      },
      says: {
        en: 'The work failed ("{what}") at {at} ms, and that news reached nobody: a promise has two kinds of news, and each copy that `then` makes of it has them as well. Who listens to both?',
      },
      line: ({ lineOf }) => lineOf(/work\s*\.then\(/) ?? lineOf(/await work\b/),
    },
    handed: {
      seen: late(({ got, when }, { limit }) => when === limit && /Error|\[class/.test(got)),
      says: {
        en: 'At {limit} ms the caller was handed the error as if it were the weather: it prints "{got}". How does bad news leave a promise, so that a `catch` hears it?',
      },
    },
    noerror: {
      seen: late(({ when }, { limit }) => when === limit),
      says: {
        en: 'When the time was up, at {limit} ms, the caller got "{got}", and took it for an answer: too late should feel different from "nothing".',
      },
    },
    otherclass: {
      seen: (clue) => {
        const plan = planOf(clue)
        const line = clue.run.lines.find(({ text }) => text.startsWith('failed: '))
        if (!plan || plan.limit >= plan.takes || line?.at !== plan.limit) return false
        return { limit: plan.limit, what: line.text.slice('failed: '.length) }
      },
      says: {
        en: 'At {limit} ms the caller was told, and not by a `TimeoutError`: what came was "{what}". Whoever wants to treat "too late" unlike other failures knows it by its class.',
      },
      line: ({ lineOf }) => lineOf(/reject|throw/),
    },
    stub: {
      seen: (clue) => !ownTimer(clue) && late(({ when }, { takes }) => when === takes)(clue),
      says: {
        en: 'The caller wanted to wait {limit} ms at most, and was kept for {took} ms: so far nothing in `withTimeout` looks at the limit.',
      },
    },
    all: {
      seen: (clue) => BOTH.test(clue.source) && (deafToAlarm(clue) || closedEyes(clue)),
      says: {
        en: 'Two things were under way, one over at {first} ms and the other at {second} ms, and you waited for both of them. How many have to be over before you know what to say?',
      },
      line: ({ lineOf }) => lineOf(BOTH),
    },
    unheard: {
      seen: (clue) => deafToAlarm(clue),
      says: {
        en: 'Your alarm rang at {first} ms, and nothing came of it: the caller was kept until {second} ms. What does a timer’s callback have to call, so that the one who waits hears of it?',
      },
      line: (clue) => ownTimer(clue)?.site?.line,
    },
    afterwards: {
      seen: (clue) => {
        const plan = planOf(clue)
        const at = clue.run.timeOf('too late')
        if (!plan || at === undefined || at !== plan.takes || at <= plan.limit) return false
        return { limit: plan.limit, at }
      },
      says: {
        en: 'You looked at the clock when the answer was there, at {at} ms, and found that it was too late. That was known at {limit} ms already: who tells you then?',
      },
      line: ({ lineOf }) => lineOf(/await work\b|work\s*\.then/),
    },
    sleepfirst: {
      seen: (clue) => closedEyes(clue),
      says: {
        en: 'The work was over at {first} ms, and the caller heard of it at {second} ms, when the limit was over as well: you closed your eyes for the whole limit.',
      },
      line: ({ lineOf }) => lineOf(/await\s+(?:sleep|pause|wait|delay|alarm|new Promise)/),
    },
    masked: {
      seen: (clue) => failing(clue, (at) => clue.run.timeOf('too late') === at),
      says: {
        en: 'At {at} ms the station failed, with {spare} ms still to go, and the caller was told that it was too late: two failures meet in your code, and only one of them is a matter of time.',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    swallowed: {
      seen: (clue) =>
        failing(clue, (at) => clue.run.lines.some((line) => line.at === at && isGot(line.text))),
      says: {
        en: 'At {at} ms the station failed ("{what}"), and the caller was told that all is well. Whose business is that failure?',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    nothing: {
      seen: ({ run, check, data }) =>
        data.length === 0 &&
        check?.kind === 'return' &&
        check.expected === undefined &&
        run.error?.name !== 'TypeError' &&
        run.error !== undefined &&
        run.settledAt === 50,
      says: {
        en: 'This work was done at {settles} ms, well within its limit, and brought nothing, as a pause does. You took "nothing" for "too late": how else could you tell the two apart?',
      },
      line: ({ lineOf }) => lineOf(/undefined|null|=== ?void|if \(!/),
    },
    shared: {
      seen: ({ run, data, source }) =>
        data.length === 2 && SHARED.test(source) && run.trace.ending.kind === 'finished',
      says: {
        en: 'Two limits were running at once, and each is fine alone. What of your code is there once for all calls, where every call needs its own?',
      },
      line: ({ lineOf }) => lineOf(SHARED),
    },
    leak: {
      seen: (clue) => {
        const { check, run } = clue
        return check?.kind === 'take-at-most' && run.endsAt > check.limitMs && rings(clue)
      },
      says: {
        en: 'You were done at {settles} ms, and your alarm kept the program alive until {ends} ms: who switches it off when nobody needs it any more?',
      },
      line: (clue) => ownTimer(clue)?.site?.line,
    },
  },
}

interface Plan {
  readonly takes: number
  readonly limit: number
  readonly fails: string | undefined
}

/** What the suite's one question is like; undefined where it asks otherwise. */
function planOf({ data }: Clue): Plan | undefined {
  const [plan] = data
  if (data.length !== 1 || typeof plan !== 'object' || plan === null || !('takes' in plan))
    return undefined
  const { takes, limit, fails } = plan as Readonly<Record<string, unknown>>
  if (typeof takes !== 'number' || typeof limit !== 'number') return undefined
  return { takes, limit, fails: typeof fails === 'string' ? fails : undefined }
}

/** The limit was over first, and yet the caller got something. */
function late(
  holds: (caller: { readonly got: string; readonly when: number }, plan: Plan) => boolean,
): (clue: Clue) => false | Numbers {
  return (clue) => {
    const plan = planOf(clue)
    const line = clue.run.lines.find(({ text }) => isGot(text))
    if (!plan || !line || plan.limit >= plan.takes || endedBadly(clue)) return false
    const got = line.text.slice('got '.length)
    return holds({ got, when: line.at }, plan) && { got, limit: plan.limit }
  }
}

/** An alarm rang at the limit, and the caller got the answer later. */
function deafToAlarm(clue: Clue): false | Numbers {
  const plan = planOf(clue)
  const timer = ownTimer(clue)
  if (!plan || !timer || !late(({ when }, { takes }) => when === takes)(clue)) return false
  const rang = clue.run.events('timer-fired').find((event) => event.timer === timer.timer)?.at
  return rang === plan.limit && { first: plan.limit, second: plan.takes }
}

/** The work was over first, and yet the caller heard of it when the limit was over. */
function closedEyes(clue: Clue): false | Numbers {
  const plan = planOf(clue)
  if (!plan || plan.takes >= plan.limit || endedBadly(clue)) return false
  return clue.run.settledAt === plan.limit && { first: plan.takes, second: plan.limit }
}

/** The work failed within the limit, and the caller was told something at that moment. */
function failing(clue: Clue, holds: (at: number) => boolean): false | Numbers {
  const plan = planOf(clue)
  if (plan?.fails === undefined || plan.takes >= plan.limit || endedBadly(clue)) return false
  const { takes, limit, fails } = plan
  return holds(takes) && { at: takes, spare: limit - takes, what: fails }
}

/** A timer of the learner's was the last thing to happen. */
function rings({ run }: Clue): boolean {
  const last = run.events('timer-fired').find(({ at }) => at === run.endsAt)
  const set = run.events('timer-set').find(({ timer }) => timer === last?.timer)
  return set?.site !== undefined && run.endsAt > (run.settledAt ?? Infinity)
}

const ownTimer = ({ run }: Clue): TimerSet | undefined =>
  run.events('timer-set').find(({ site }) => site !== undefined)

const endedBadly = ({ run }: Clue): boolean =>
  run.trace.ending.kind !== 'finished' || run.error !== undefined

const isGot = (text: string): boolean => text === 'got' || text.startsWith('got ')

/** Waits until all of several things are over. */
const BOTH = /\.all(?:Settled)?\(/

/** Something that changes, declared outside of every function. */
const SHARED = /^(?:export )?(?:(?:let|var)\b|const \w+[^=]*= (?:\[|\{|new ))/m
