import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { TimerSet, Value } from '../../../runner/trace.ts'

/** What wrong answers to abortable-sleep look like. */
export const diagnosis: Diagnosis = {
  stub: 'abortable-sleep/stub',
  spoilers: ['clearTimeout', 'reject(', 'new Promise'],
  rules: {
    thrown: {
      seen: ({ run }) => {
        const { ending } = run.trace
        const rang = run.timeOf('the phone rings')
        return ending.kind === 'threw' && ending.at === rang && { at: ending.at }
      },
      says: {
        en: 'Your listener was called at {at} ms and threw: nobody who could catch that had called it. It is the promise that has to fail; what do you hold in your hand that makes it?',
      },
    },
    outofthecall: {
      seen: (clue) =>
        planOf(clue)?.callAt === 'before' &&
        clue.run.error?.message === 'phone' &&
        clue.run.timeOf('lies down') === undefined,
      says: {
        en: 'The button had been pressed, and "phone" came out of the call of `sleep` itself, before there was a promise: whoever calls first and waits later has nothing to wait for.',
      },
      line: ({ lineOf }) => lineOf(/throw/),
    },
    nosignal: {
      seen: ({ run, data }) =>
        data.length === 0 &&
        run.error?.name === 'TypeError' &&
        /undefined/.test(run.error.message) && { what: run.error.message },
      says: {
        en: 'Somebody called `sleep(100)`, without a signal, and was told "{what}". A signal is an offer: who is given none sleeps undisturbed.',
      },
      line: ({ run }) => run.error?.site?.line,
    },
    broke: {
      seen: (clue) => OWN_FAULT.test(heardIn(clue) ?? '') && { what: heardIn(clue) ?? '' },
      says: {
        en: 'At {took} ms your own code broke off, and the sleeper took that for the reason: "{what}".',
      },
      line: (clue) => {
        const [, name] = /^(\w+) is not /.exec(heardIn(clue) ?? '') ?? []
        return name === undefined ? undefined : clue.lineOf(new RegExp(`\\b${name}\\(`))
      },
    },
    otherreason: {
      seen: (clue) => {
        const heard = heardIn(clue)
        if (heard !== undefined && heard !== 'phone') return { heard }
        return clue.run.value === 'another reason' && { heard: 'another error' }
      },
      says: {
        en: 'The sleep was interrupted, and what the sleeper was told is "{heard}", not what the button was pressed with. Where can the reason be read?',
      },
      line: ({ lineOf }) =>
        lineOf(/new \w*Error\(|\b(?:reject|no|fail)\((?!\w+[?!]?\.(?:signal|reason))/),
    },
    late: {
      seen: (clue) =>
        planOf(clue)?.callAt === 'before' &&
        isFine(clue) &&
        clue.run.timeOf('rested') === clue.took &&
        clue.took > 0,
      says: {
        en: 'The phone had rung before the sleeper lay down, and the sleep lasted until {took} ms: a listener hears what happens from now on, and this is not repeated for you. How can you find out what has happened already?',
      },
      line: ({ lineOf }) => lineOf(/addEventListener|onabort/),
    },
    onlyclear: {
      seen: (clue) => {
        const { run } = clue
        const { ending } = run.trace
        const rang = run.timeOf('the phone rings')
        const off = run.events('timer-cleared').find(({ at }) => at === rang)
        return ending.kind === 'never-settles' && off !== undefined && { at: off.at }
      },
      says: {
        en: 'At {at} ms you switched the alarm off, and the sleeper was forgotten: nothing is left that could wake them. What should they be told, and how?',
      },
      line: ({ lineOf }) => lineOf(/clear(?:Timeout|Interval)\(/),
    },
    unwaited: {
      seen: (clue) => {
        const plan = planOf(clue)
        const at = clue.run.timeOf('rested')
        const rang = clue.run.timeOf('the phone rings') ?? Infinity
        return (
          plan !== undefined &&
          at !== undefined &&
          at < Math.min(plan.ms, rang) && { at, ms: plan.ms }
        )
      },
      says: {
        en: 'A sleep of {ms} ms was over at {at} ms, and nobody had called: what does your `sleep` hand to whoever waits for it?',
      },
      line: ({ lineOf }) => lineOf(/function sleep|sleep =/),
    },
    quiet: {
      seen: interrupted(({ run }, at) => run.timeOf('rested') === at),
      says: {
        en: 'The phone rang at {at} ms, and the sleeper says "rested", after {at} ms of {ms}: interrupted and rested are different news.',
      },
    },
    after: {
      seen: interrupted(({ run }, at, ms) => heardAt(run.lines) === Math.max(at, ms) && ms > at),
      says: {
        en: 'The phone rang at {at} ms, and you noticed at {took} ms, when the sleep was over anyway: the signal was looked at {late} ms after it had come. Who could have told you at that very moment?',
      },
      line: ({ lineOf }) => lineOf(/aborted/),
    },
    polling: {
      seen: (clue) => {
        const grid = Math.min(...ownTimers(clue).map(({ delayMs }) => delayMs))
        const found = interrupted(({ run }, at) => (heardAt(run.lines) ?? 0) > at)(clue)
        return LOOP.test(clue.source) && Number.isFinite(grid) && found && { ...found, grid }
      },
      says: {
        en: 'You look every {grid} ms whether the button has been pressed: it was at {at} ms, and the sleeper got up at {took} ms. Who could tell you at that very moment?',
      },
      line: (clue) => ownTimers(clue)[0]?.site?.line,
    },
    stub: {
      seen: interrupted(({ run }, at, ms) => run.timeOf('rested') === ms && ms > at),
      says: {
        en: 'The phone rang at {at} ms, and the sleeper slept on until {ms} ms: nobody was listening to the signal.',
      },
    },
    onlyone: {
      seen: ({ data, source, run }) =>
        data.length === 2 && ONE_EAR.test(source) && run.unobserved.length === 0,
      says: {
        en: 'Several slept within hearing of one button, and not all of them were woken: a signal has one place of this kind, and who comes last takes it from those before. Which other way to listen is there?',
      },
      line: ({ lineOf }) => lineOf(ONE_EAR),
    },
    shared: {
      seen: ({ data, source, run }) =>
        data.length === 2 &&
        SHARED.test(source) &&
        /^(?:finished|never-settles)$/.test(run.trace.ending.kind),
      says: {
        en: 'Several slept at the same time, and each is fine alone. What of your code is there once for all sleepers, where every one needs their own?',
      },
      line: ({ lineOf }) => lineOf(SHARED),
    },
    listener: {
      seen: ({ run }) => {
        const count = listenersIn(run.value)
        return count !== undefined && count > 0 && { count }
      },
      says: {
        en: 'A hundred naps are over, nobody was ever called, and {count:# listener is|# listeners are} still waiting at the button: every nap leaves a pair of ears behind. Who takes them back?',
      },
      line: ({ lineOf }) => lineOf(/addEventListener|onabort/),
    },
    notclear: {
      seen: ({ run, check }) =>
        check?.kind === 'take-at-most' &&
        run.endsAt > check.limitMs &&
        run.settledAt !== undefined &&
        run.events('timer-fired').some(({ at }) => at === run.endsAt),
      says: {
        en: 'The sleeper was up at {settles} ms, and the alarm rang at {ends} ms all the same, in an empty room.',
      },
      line: (clue) => ownTimers(clue)[0]?.site?.line,
    },
  },
}

interface Plan {
  readonly ms: number
  readonly callAt: Value
}

/** What the suite's one nap is like; undefined where it is about something else. */
function planOf({ data }: Clue): Plan | undefined {
  const [plan] = data
  if (typeof plan !== 'object' || plan === null || !('ms' in plan)) return undefined
  const { ms } = plan
  return typeof ms === 'number'
    ? { ms, callAt: 'callAt' in plan ? plan.callAt : undefined }
    : undefined
}

/** The phone rang during a nap that ended somehow. */
function interrupted(
  holds: (clue: Clue, at: number, ms: number) => boolean,
): (clue: Clue) => false | Numbers {
  return (clue) => {
    const plan = planOf(clue)
    const at = clue.run.timeOf('the phone rings')
    if (!plan || at === undefined || at >= plan.ms || !isFine(clue)) return false
    return holds(clue, at, plan.ms) && { at, ms: plan.ms, late: clue.took - at }
  }
}

const isFine = ({ run }: Clue): boolean =>
  run.trace.ending.kind === 'finished' && run.error === undefined && run.unobserved.length === 0

/** What a sleeper who was called says why. */
const heardIn = ({ run }: Clue): string | undefined =>
  run.lines.find(({ text }) => text.startsWith(UP))?.text.slice(UP.length)

const heardAt = (lines: Clue['run']['lines']): number | undefined =>
  lines.find(({ text }) => text.startsWith(UP))?.at

const ownTimers = ({ run }: Clue): readonly TimerSet[] =>
  run.events('timer-set').filter(({ site }) => site !== undefined)

function listenersIn(value: Value): number | undefined {
  if (typeof value !== 'object' || value === null || !('listeners' in value)) return undefined
  return typeof value.listeners === 'number' ? value.listeners : undefined
}

/** What an error says that nobody has thought of. */
const OWN_FAULT =
  /^(?:\S+ is not (?:defined|a function|iterable)|Cannot (?:read|set|access)|Assignment to constant)/

const UP = 'up again: '

/** The one place for a listener that is a property. */
const ONE_EAR = /\bonabort\b/

/** Something that changes, declared outside of every function. */
const SHARED = /^(?:export )?(?:(?:let|var)\b|const \w+[^=]*= (?:\[|\{|new ))/m

const LOOP = /\b(?:while|for|do|setInterval)\b/
