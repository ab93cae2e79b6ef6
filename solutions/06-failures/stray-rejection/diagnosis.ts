import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to stray-rejection look like. */
export const diagnosis: Diagnosis = {
  stub: 'stray-rejection/stub',
  spoilers: ['Promise.all', 'allSettled', '.race'],
  rules: {
    serial: {
      seen: told(({ later, sooner }) => later.asked > sooner.asked),
      says: {
        en: 'Nothing fails unheard any more, but only because {later} was not asked before {asked} ms, when {sooner} was through. The two do not need each other: how long would they take side by side?',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b/),
    },
    first: {
      seen: told(
        ({ failed, got }, { run }) =>
          !failed && got.length === 1 && (run.settledAt ?? 0) < run.endsAt,
      ),
      says: {
        en: 'You left with the first answer, at {settles} ms; the other came at {ends} ms, and nobody was there to take it.',
      },
      line: ({ lineOf }) => lineOf(/race|any\(/),
    },
    lost: {
      seen: told(
        ({ failed, got }, { run }) => !failed && got.length === 1 && run.settledAt === run.endsAt,
      ),
      says: {
        en: 'Both had answered when your caller got "{got}", at {settles} ms, so one of the texts went missing on the way. Is something read before a wait, and written after it?',
      },
    },
    swapped: {
      seen: told(({ failed, got }) => !failed && got === 'ba'),
      says: {
        en: 'Your caller got "{got}". Whoever answers first, the text that `fa` brings stands first: what decides about the order in your code?',
      },
    },
    default: {
      seen: told(
        ({ failed }, { run }) =>
          failed !== undefined &&
          run.unobserved.length === 0 &&
          run.lines.some(({ text }) => text.startsWith(GOT)),
      ),
      says: {
        en: '{name} failed at {at} ms, and your caller got "{got}" and believes that all is well.',
      },
      line: ({ lineOf }) => lineOf(/catch|allSettled/),
    },
    turned: {
      seen: unheard('a'),
      says: {
        en: 'Now it is a that fails in an empty room: at {at} ms, while you were waiting for b, which had {rest} ms to go.',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b/),
    },
    stub: {
      seen: unheard('b'),
      says: {
        en: 'b failed at {at} ms, while you were waiting for a, which had {rest} ms to go. In all that time nobody was listening to b, and Node does not wait that long: it ends the program.',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b/),
    },
    settled: {
      seen: told((scene, clue) => hearsLate(scene, clue) && clue.source.includes('allSettled')),
      says: {
        en: '{name} failed at {at} ms, and your caller heard of it at {settles} ms: you wanted to know how everybody fares before you said a word. Does bad news get better by waiting?',
      },
      line: ({ lineOf }) => lineOf(/allSettled/),
    },
    mute: {
      seen: told((scene, clue) => hearsLate(scene, clue) && /\bcatch\b|\.then\(/.test(clue.source)),
      says: {
        en: 'You have silenced the alarm, and the news still came late: {name} failed at {at} ms, and your caller heard of it at {settles} ms.',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
  },
}

/** One of the two who are asked. */
interface Asked {
  readonly name: string
  /** When it was asked, and when it answered or failed, in simulated ms. */
  readonly asked: number
  readonly over: number
  readonly fails: boolean
}

interface Scene {
  readonly sooner: Asked
  readonly later: Asked
  /** Who failed first, if somebody did. */
  readonly failed: Asked | undefined
  /** What the caller got, if it was not a failure. */
  readonly got: string
}

/** Sees something in runs in which both were asked, and whose caller got an answer. */
function told(holds: (scene: Scene, clue: Clue) => boolean): (clue: Clue) => false | Numbers {
  return (clue) => {
    const { run } = clue
    const pair = [asked(clue, 'a', 0), asked(clue, 'b', 1)]
    const [sooner, later] = pair
      .filter((each) => each !== undefined)
      .toSorted((one, other) => one.asked - other.asked)
    if (!sooner || !later || run.trace.ending.kind !== 'finished' || run.error) return false
    const [failed] = [sooner, later]
      .filter(({ fails }) => fails)
      .toSorted((one, other) => one.over - other.over)
    const got = run.lines.find(({ text }) => text.startsWith(GOT))?.text.slice(GOT.length) ?? ''
    return (
      holds({ sooner, later, failed, got }, clue) && {
        sooner: sooner.name,
        later: later.name,
        asked: later.asked,
        name: failed?.name ?? '',
        at: failed?.over ?? '',
        got,
      }
    )
  }
}

function asked({ run, data }: Clue, name: string, place: number): Asked | undefined {
  const at = run.timeOf(`${name} is asked`)
  const plan = data[place]
  if (at === undefined || !isRecord(plan)) return undefined
  return { name, asked: at, over: at + Number(plan['ms']), fails: plan['fails'] === true }
}

/** A failure of this one had no listener, while the other was still thinking. */
function unheard(name: 'a' | 'b'): (clue: Clue) => false | Numbers {
  return (clue) => {
    const [first] = clue.run.unobserved
    const one = asked(clue, name, name === 'a' ? 0 : 1)
    const other = name === 'a' ? asked(clue, 'b', 1) : asked(clue, 'a', 0)
    if (!first || !one || !other || clue.run.settledAt === undefined) return false
    return (
      first.failure.message === `no answer from ${name}` &&
      first.at === one.over &&
      one.over < other.over &&
      /\bawait\b|\.then\(/.test(clue.source) && { at: one.over, rest: other.over - one.over }
    )
  }
}

/** The caller heard of a failure, and not when it happened. */
const hearsLate = ({ failed }: Scene, { run }: Clue): boolean =>
  failed !== undefined &&
  run.unobserved.length === 0 &&
  (run.settledAt ?? 0) > failed.over &&
  run.lines.some(({ text }) => text.startsWith('caught: '))

const isRecord = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the caller prints in front of what it got. */
const GOT = 'got '
