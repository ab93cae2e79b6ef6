import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to health-report look like. */
export const diagnosis: Diagnosis = {
  stub: 'health-report/failfast',
  spoilers: ['allSettled', '.catch('],
  rules: {
    serial: {
      seen: told(({ probes }, { run }) => {
        const begun = probes.map(({ begun: at }) => at)
        return (
          !run.error &&
          begun.some((at) => at > 0) &&
          begun.every((at, index) => at === (probes[index - 1]?.over ?? 0))
        )
      }),
      says: {
        en: 'A line for every host, and each was asked only when the one before it was through: {took} ms. The hosts know nothing of each other; what do they have to wait for?',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b/),
    },
    noawait: {
      seen: told(({ lines }) => lines.some((line) => line.includes('[object Promise]'))),
      says: {
        en: 'Your line reads "{odd}". The slip for the answer stands there, and not the answer: that came at {ends} ms at the latest, and you were done at {settles}.',
      },
      line: ({ lineOf }) => lineOf(/\bok\b/),
    },
    unheard: {
      seen: told(({ probes }, { run }) => {
        const [first] = run.unobserved
        const place = probes.findIndex(({ fails, over }) => fails && over === first?.at)
        const waited = probes.slice(0, place).find(({ over }) => over > (first?.at ?? Infinity))
        const host = probes[place]?.host
        return (
          waited !== undefined &&
          host !== undefined && { host, waited: waited.host, at: first?.at ?? 0 }
        )
      }),
      says: {
        en: '{host} failed at {at} ms, while you were waiting for {waited}. If there is a net for {host} in your code, at that moment nobody was in it yet, and real Node ends the program.',
      },
      line: ({ lineOf }) => lineOf(/\bawait\b/),
    },
    failfast: {
      seen: told(
        ({ failed, unheard }, { run }) =>
          run.error !== undefined &&
          failed?.late === true &&
          failed.over === run.settledAt &&
          unheard.length > 0 && { unheard: unheard.length },
      ),
      says: {
        en: 'One host was down, at {settles} ms, and the whole report went down with it. {unheard:# host was|# hosts were} still thinking, and nobody waited for what {unheard:it|they} had to say.',
      },
      line: ({ lineOf }) => lineOf(/Promise\.all\b|\bawait\b/),
    },
    syncthrow: {
      seen: told(
        ({ failed }, { run, source }) =>
          run.error !== undefined &&
          failed?.late === false &&
          /\b(?:catch|then|allSettled)\b/.test(source) && { host: failed.host },
      ),
      says: {
        en: 'This probe, of {host}, failed before it had become a promise: it threw at whoever called it, in the midst of the list. Where does your net begin?',
      },
      line: ({ lineOf }) => lineOf(/\bprobe\)|\bprobe\(host\)/),
    },
    falsy: {
      seen: reported(
        ({ odd, planned, probes }) =>
          planned.endsWith(' ok 0') &&
          odd.startsWith(planned.replace(' ok 0', ' down')) &&
          // Unless it is the trouble of another host that stands there.
          !probes.some(({ fails, line }) => fails && wordsOf(line) === wordsOf(odd)),
      ),
      says: {
        en: 'A host that answers with 0 has answered. Your line about it reads "{odd}": how does your code tell an answer from a failure?',
      },
    },
    failedok: {
      seen: reported(
        ({ odd, planned }) => odd === planned.replace(/^(\S+) down /, '$1 ok ') && odd !== planned,
      ),
      says: {
        en: 'Your line reads "{odd}": the words are those of a failure, and the line calls it an answer. When you write the line, how can you still tell which of the two it was?',
      },
      line: ({ lineOf }) => lineOf(/\bok\b/),
    },
    wholeerror: {
      seen: reported(
        ({ odd, planned }) =>
          /^\S+ down /.test(planned) && /^\S+ down (?:\w*Error\b|\[object)/.test(odd),
      ),
      says: {
        en: 'Your line reads "{odd}". Behind `down` stands the error as a whole, put into words by JavaScript: which part of an error says why?',
      },
      line: ({ lineOf }) => lineOf(/\bdown\b/),
    },
    arrival: {
      seen: reported(
        ({ lines, probes }) =>
          same(lines.toSorted(), probes.map(({ line }) => line).toSorted()) &&
          same(
            lines,
            probes.toSorted((one, other) => one.over - other.over).map(({ line }) => line),
          ),
      ),
      says: {
        en: 'The lines stand in the order in which the hosts were heard: "{odd}" comes where "{planned}" belongs. Who reads the report looks for the order of the list.',
      },
      line: ({ lineOf }) => lineOf(/\.push\(/),
    },
    dropped: {
      seen: reported(
        ({ lines, probes }) =>
          lines.length < probes.length &&
          same(
            lines,
            probes.filter(({ fails }) => !fails).map(({ line }) => line),
          ) && { count: lines.length, hosts: probes.length },
      ),
      says: {
        en: '{count:# line|# lines} for {hosts} hosts: about those that are down, the reader learns nothing, not even that they were asked.',
      },
    },
    shifted: {
      seen: reported(({ lines, probes }) => {
        const fates = (some: readonly string[]): readonly string[] =>
          some.map((line) => line.replace(/^\S+ /, '')).toSorted()
        return (
          same(fates(lines), fates(probes.map(({ line }) => line))) &&
          !same(lines.toSorted(), probes.map(({ line }) => line).toSorted())
        )
      }),
      says: {
        en: 'Your line reads "{odd}", and it should be "{planned}": the answers are all there, and stand beside other names. How does an answer find its host in your code?',
      },
    },
    onereport: {
      seen: reported(({ lines, probes }) => {
        const well = probes.find(
          ({ host, fails }) => !fails && lines.some((line) => line.startsWith(`${host} down `)),
        )
        return well !== undefined && { host: well.host, over: well.over }
      }),
      says: {
        en: 'Your report calls {host} down, and {host} answered, at {over} ms. Whose failure is in that line?',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    early: {
      seen: told(
        ({ last, isReport }, { run }) => isReport && (run.settledAt ?? Infinity) < last && { last },
      ),
      says: {
        en: 'You handed in the report at {settles} ms, and the last host was heard at {last} ms: what can be in it by then?',
      },
      line: ({ lineOf }) => lineOf(/forEach|race|\.any\(/),
    },
  },
}

/** A probe as the suite planned it, and as it went. */
interface Probed {
  readonly host: string
  readonly begun: number
  /** When it answered or failed. */
  readonly over: number
  readonly fails: boolean
  /** It failed as a promise, and did not throw when it was called. */
  readonly late: boolean
  /** The line that is right for it. */
  readonly line: string
}

interface Scene {
  /** In the order of the hosts; those that were not called are missing. */
  readonly probes: readonly Probed[]
  /** None of them is missing. */
  readonly all: boolean
  /** What the learner reported, and whether it is a list of texts. */
  readonly lines: readonly string[]
  readonly isReport: boolean
  /** Whose failure the caller heard of, and who was still to be heard then. */
  readonly failed: Probed | undefined
  readonly unheard: readonly Probed[]
  /** When the last host was heard. */
  readonly last: number
  /** The first line that is wrong, and the one that belongs there. */
  readonly odd: string
  readonly planned: string
}

/** Sees something in reports that are wrong. */
function reported(
  holds: (scene: Scene, clue: Clue) => boolean | Numbers,
): (clue: Clue) => false | Numbers {
  return told(
    (scene, clue) =>
      scene.all &&
      scene.isReport &&
      scene.odd !== scene.planned &&
      clue.check?.kind === 'return' &&
      clue.run.unobserved.length === 0 &&
      holds(scene, clue),
  )
}

/** Sees something in runs that came to their end, with hosts that were probed. */
function told(
  holds: (scene: Scene, clue: Clue) => boolean | Numbers,
): (clue: Clue) => false | Numbers {
  return (clue) => {
    const { run } = clue
    const probes = probesIn(clue)
    if (run.trace.ending.kind !== 'finished' || probes.length === 0) return false
    const value: readonly Value[] = Array.isArray(run.value) ? run.value : []
    const lines = value.filter((line) => typeof line === 'string')
    const place = probes.findIndex(({ line }, index) => line !== lines[index])
    const odd = lines[place] ?? ''
    const planned = probes[place]?.line ?? ''
    const scene: Scene = {
      probes,
      all: Array.isArray(clue.data[0]) && clue.data[0].length === probes.length,
      lines,
      isReport: Array.isArray(run.value) && lines.length === value.length,
      odd,
      planned,
      failed: probes.find(
        ({ host, fails, line }) => fails && line === `${host} down ${run.error?.message}`,
      ),
      unheard: probes.filter(({ over }) => over > (run.settledAt ?? 0)),
      last: Math.max(...probes.map(({ over }) => over)),
    }
    const found = holds(scene, clue)
    return found !== false && { odd, planned, ...(found === true ? {} : found) }
  }
}

function probesIn({ run, data: [planned] }: Clue): readonly Probed[] {
  if (!Array.isArray(planned)) return []
  return planned.flatMap((plan: Value) => {
    if (!isRecord(plan)) return []
    const { host, ms, answer = '', trouble } = plan
    if (typeof host !== 'string') return []
    const begun = run.timeOf(`probe ${host}`)
    if (begun === undefined) return []
    const fails = typeof trouble === 'string'
    const line = fails ? `${host} down ${trouble}` : `${host} ok ${JSON.stringify(answer)}`
    const late = typeof ms === 'number'
    return [{ host, begun, over: begun + (late ? ms : 0), fails, late, line }]
  })
}

const isRecord = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const same = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** What a report says behind `down`. */
const wordsOf = (line: string): string => line.replace(/^\S+ down ?/, '')
