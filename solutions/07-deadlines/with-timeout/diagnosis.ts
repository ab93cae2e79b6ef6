import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { TimerSet, Value } from '../../../runner/trace.ts'

/** What wrong answers to with-timeout look like. */
export const diagnosis: Diagnosis = {
  stub: 'with-timeout/stub',
  spoilers: ['Promise.race', 'clearTimeout', 'new Promise', '.finally'],
  rules: {
    broke: {
      seen: (clue) => {
        const line = clue.run.lines.find(({ text }) => OWN_FAULT.test(text))
        return line !== undefined && { at: line.at, what: line.text.slice('failed: '.length) }
      },
      says: {
        en: 'At {at} ms your own code broke off, and the caller took that for a failure of the work: "{what}".',
      },
      line: ({ run, lineOf }) => {
        const text = run.lines.find((line) => OWN_FAULT.test(line.text))?.text ?? ''
        const [, name] = /^failed: (\w+) is not /.exec(text) ?? []
        return name === undefined ? undefined : lineOf(new RegExp(`\\b${name}\\(`))
      },
    },
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
        en: 'The work failed ("{what}") at {at} ms, and somewhere in your code that news reached nobody. What is made from a promise, by `then` or in an `async` function, is a promise of its own and fails along with it: which of yours has no listener for failures?',
      },
      line: ({ lineOf }) => lineOf(/work\s*\.(?:then|finally)\(/) ?? lineOf(/await work\b/),
    },
    kept: {
      seen: (clue) => {
        const plan = planOf(clue)
        const { ending } = clue.run.trace
        return (
          plan?.fails !== undefined &&
          plan.takes < plan.limit &&
          ending.kind === 'never-settles' && { at: plan.takes, what: plan.fails }
        )
      },
      says: {
        en: 'The work failed ("{what}") at {at} ms, and the caller is waiting still: who passes the bad news on?',
      },
      line: ({ lineOf }) => lineOf(/work\s*\.(?:then|catch)\(/),
    },
    otherlimit: {
      seen: (clue) => {
        const limits = plansOf(clue).map(({ limit }) => limit)
        const own = ownTimers(clue)
        const off = own.find(({ delayMs }) => !limits.includes(delayMs))
        if (!off || own.length !== limits.length || endedBadly(clue)) return false
        return { delay: off.delayMs, limit: limits[own.indexOf(off)] ?? 0 }
      },
      says: {
        en: 'The caller’s limit was {limit} ms, and your alarm is set to {delay} ms: where does that number come from?',
      },
      line: (clue) => {
        const limits = plansOf(clue).map(({ limit }) => limit)
        return ownTimers(clue).find(({ delayMs }) => !limits.includes(delayMs))?.site?.line
      },
    },
    polling: {
      seen: (clue) => {
        const [first, second] = ownTimers(clue)
        const plan = planOf(clue)
        const looks = ownTimers(clue).length + ownRounds(clue)
        if (!plan || !first || looks < FEWEST_LOOKS || endedBadly(clue)) return false
        if (second && second.delayMs !== first.delayMs) return false
        const due = Math.min(plan.takes, plan.limit)
        return clue.took > due && { grid: first.delayMs, due, looks }
      },
      says: {
        en: 'You look every {grid} ms whether something has happened: it had at {due} ms, and the caller heard of it at {took} ms. Who could tell you at once?',
      },
      line: (clue) => ownTimer(clue)?.site?.line,
    },
    switchedoff: {
      seen: (clue) => {
        const plan = planOf(clue)
        const timer = ownTimer(clue)
        if (!plan || !timer || !late(({ when }) => when === plan.takes)(clue)) return false
        const off = clue.run.events('timer-cleared').find((event) => event.timer === timer.timer)
        return off !== undefined && off.at < plan.limit && { at: off.at, limit: plan.limit }
      },
      says: {
        en: 'Your alarm was set to {limit} ms and switched off at {at} ms, when neither the work nor the time was over: what should have happened before that line runs?',
      },
      line: ({ lineOf }) => lineOf(/clear(?:Timeout|Interval)\(/),
    },
    unwaited: {
      seen: late(({ when }, { limit }) => when < limit),
      says: {
        en: 'The caller got "{got}" at {took} ms, when neither the work nor the time was over: what does your `withTimeout` hand back?',
      },
      line: ({ lineOf }) => lineOf(/function withTimeout|withTimeout =/),
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
    settoolate: {
      seen: (clue) => {
        const plan = planOf(clue)
        const timer = ownTimer(clue)
        if (!plan || !timer || timer.at === 0 || timer.at < plan.takes) return false
        return late(({ when }) => when >= plan.takes)(clue) && { at: timer.at }
      },
      says: {
        en: 'Your alarm was set at {at} ms, when the answer had come: whose time does it measure?',
      },
      line: (clue) => ownTimer(clue)?.site?.line,
    },
    all: {
      seen: (clue) => BOTH.test(clue.source) && (deafToAlarm(clue) || closedEyes(clue)),
      says: {
        en: 'Two things were under way, one over at {first} ms and the other at {second} ms, and you waited for both of them. How many have to be over before you know what to say?',
      },
      line: ({ lineOf }) => lineOf(BOTH),
    },
    successonly: {
      seen: (clue) => SUCCESS_ONLY.test(clue.source) && deafToAlarm(clue),
      says: {
        en: 'Your alarm failed at {first} ms, as an alarm should, and you were asking for the first *success*: that came at {second} ms. Which news may end the waiting?',
      },
      line: ({ lineOf }) => lineOf(SUCCESS_ONLY),
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
    unlooked: {
      seen: (clue) => clue.run.timeOf('too late') === clue.took && closedEyes(clue),
      says: {
        en: 'The work was over at {first} ms, and at {second} ms the caller was told that it is too late: which line of yours would have heard of the work?',
      },
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
    copied: {
      seen: ({ run: { value, unobserved } }) =>
        unobserved.length === 0 &&
        typeof value === 'object' &&
        value !== null &&
        'sameError' in value &&
        'sameValue' in value &&
        value.sameValue === true &&
        value.sameError === false,
      says: {
        en: 'The work failed, and the caller was given another error than the one that it failed with: whoever looks for the very one will not know it again.',
      },
      line: ({ lineOf }) => lineOf(/new (?!TimeoutError|Promise|Abort)\w*Error\(|catch/),
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
function planOf(clue: Clue): Plan | undefined {
  const plans = plansOf(clue)
  return plans.length === 1 ? plans[0] : undefined
}

/** What each of the suite's questions is like. */
function plansOf({ data }: Clue): readonly Plan[] {
  return data.flatMap((plan: Value) => {
    if (typeof plan !== 'object' || plan === null || !('takes' in plan && 'limit' in plan))
      return []
    const { takes, limit } = plan
    const fails = 'fails' in plan && typeof plan.fails === 'string' ? plan.fails : undefined
    return typeof takes === 'number' && typeof limit === 'number' ? [{ takes, limit, fails }] : []
  })
}

/** The limit was over first, and yet the caller got something. */
function late(
  holds: (caller: { readonly got: string; readonly when: number }, plan: Plan) => boolean,
): (clue: Clue) => false | Numbers {
  return (clue) => {
    const plan = planOf(clue)
    const line = clue.run.lines.find(({ text }) => isGot(text))
    if (!plan || !line || plan.limit >= plan.takes || endedBadly(clue)) return false
    const got = line.text.slice('got '.length).replace(/\n[^]*/, '')
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
  if (clue.run.heldMs > 0) return false
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

const ownTimer = (clue: Clue): TimerSet | undefined => ownTimers(clue)[0]

const ownTimers = ({ run }: Clue): readonly TimerSet[] =>
  run.events('timer-set').filter(({ site }) => site !== undefined)

/** How often a timer of the learner's came round again. */
function ownRounds(clue: Clue): number {
  const own = ownTimers(clue).map(({ timer }) => timer)
  const fired = clue.run.events('timer-fired').map(({ timer }) => timer)
  return fired.filter((timer, index) => own.includes(timer) && fired.indexOf(timer) < index).length
}

const endedBadly = ({ run }: Clue): boolean =>
  run.trace.ending.kind !== 'finished' || run.error !== undefined

const isGot = (text: string): boolean => text === 'got' || text.startsWith('got ')

/** What an error says that nobody has thought of. */
const OWN_FAULT =
  /^failed: (?:\S+ is not (?:defined|a function|iterable)|Cannot (?:read|set|access)|Assignment to constant)/

/** Asks for the first success. */
const SUCCESS_ONLY = /\.any\(/

/** Waking up this often for nothing is looking. */
const FEWEST_LOOKS = 10

/** Waits until all of several things are over. */
const BOTH = /\.all(?:Settled)?\(/

/** Something that changes, declared outside of every function. */
const SHARED = /^(?:export )?(?:(?:let|var)\b|const \w+[^=]*= (?:\[|\{|new ))/m
