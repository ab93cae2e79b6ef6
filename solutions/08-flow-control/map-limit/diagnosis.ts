import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { TimerSet, Value } from '../../../runner/trace.ts'

/** What wrong answers to map-limit look like. */
export const diagnosis: Diagnosis = {
  stub: 'map-limit/batch',
  spoilers: ['.entries()', '++', 'Promise.race', 'Promise.all'],
  rules: {
    beyond: {
      seen: ({ run }) => run.lines.some(({ text }) => text.startsWith('undefined begins')),
      says: {
        en: '`fn` was called for an item that is not there: one of the workers came when the list was empty, and took something all the same. When do they look whether anything is left?',
      },
      line: ({ lineOf }) => lineOf(/\bdo \{|fn\(/),
    },
    sameindex: {
      seen: (clue) => {
        const { jobs } = poolOf(clue) ?? { jobs: [] }
        const twice = jobs.find(({ name }, n) => jobs.findIndex((job) => job.name === name) < n)
        return twice !== undefined && { name: twice.name }
      },
      says: {
        en: '{name} was developed twice: two took the same number, because it moves on only after the wait. What does the other one read meanwhile?',
      },
      line: ({ lineOf }) => lineOf(/^\s*\w+\s*(?:\+\+|\+= 1)/),
    },
    started: {
      seen: (clue) => allAtOnce(clue) && STARTED.test(clue.source) && { most: mostOf(clue) },
      says: {
        en: 'At 0 ms {most} were under way: you limited how many are *waited for* at once, and not how many are *started*. In which line does the work begin?',
      },
      line: ({ lineOf }) => lineOf(/\.map\(|\.push\(/),
    },
    unlimited: {
      seen: (clue) => allAtOnce(clue) && { most: mostOf(clue), limit: poolOf(clue)?.limit ?? 0 },
      says: {
        en: 'Fastest, and forbidden: {most} in a darkroom for {limit}.',
      },
      line: ({ lineOf }) => lineOf(/\.map\(|\.push\(/),
    },
    miscount: {
      seen: (clue) => {
        const [most, limit] = [mostOf(clue), poolOf(clue)?.limit ?? Infinity]
        return most > limit && { most, limit }
      },
      says: {
        en: 'There were {most} under way at once, and {limit} are allowed: how many are in at the moment at which you decide about one more?',
      },
      line: ({ lineOf }) => lineOf(/[<>]=?\s*limit|limit\s*[<>]/),
    },
    polling: {
      seen: (clue) => {
        const timer = ownTimer(clue)
        return timer !== undefined && AGAIN.test(clue.source) && { grid: timer.delayMs }
      },
      says: {
        en: 'You look every {grid} ms whether there is room: could whoever has just become free take the next item without anybody looking?',
      },
      line: (clue) => ownTimer(clue)?.site?.line,
    },
    unheard: {
      seen: ({ run, data: [, , spoilt] }) => {
        const [first] = run.unobserved
        return first !== undefined && typeof spoilt === 'string' && { name: spoilt, at: first.at }
      },
      says: {
        en: '{name} was spoilt at {at} ms, and nobody heard it at that moment: you were waiting for something else. In Node the program would have ended there.',
      },
      line: ({ lineOf }) => lineOf(/for \(.*(?:\n)?.*await|\) await|^\s*await/),
    },
    swallowed: {
      seen: ({ run, check }) => check?.kind === 'reject' && !run.error && isFinished(run),
      says: {
        en: 'A photo was spoilt, and whoever asked for them all was handed a list at {settles} ms as if nothing had happened.',
      },
      line: ({ lineOf }) => lineOf(/catch|allSettled/),
    },
    latefailure: {
      seen: (clue) => {
        const at = failureAt(clue)
        const { error, settledAt } = clue.run
        return (
          at !== undefined &&
          error !== undefined &&
          settledAt !== undefined &&
          settledAt > at && { at }
        )
      },
      says: {
        en: 'The failure came at {at} ms, and the caller heard of it at {settles} ms: does bad news have to wait for the rest?',
      },
      line: ({ lineOf }) => lineOf(/catch|allSettled|throw/),
    },
    falsy: {
      seen: ({ check, run, source }) =>
        isFinished(run) &&
        check?.kind === 'return' &&
        Array.isArray(check.expected) &&
        check.expected.includes(null) &&
        Array.isArray(run.value) &&
        TRUTH_TEST.test(source),
      says: {
        en: 'Among the items were 0, an empty text, null and nothing at all, and the work stopped there, or passed them over: how do you tell such an item from the end of the list?',
      },
      line: ({ lineOf }) => lineOf(TRUTH_TEST),
    },
    twins: {
      seen: ({ check, run, source }) =>
        isFinished(run) &&
        check?.kind === 'return' &&
        Array.isArray(check.expected) &&
        check.expected.includes(null) &&
        /indexOf|new Map|Object\.fromEntries/.test(source),
      says: {
        en: 'Among the items the same one stood twice, and only one of the two has a result: does the item say where it stands?',
      },
      line: ({ lineOf }) => lineOf(/indexOf|new Map|Object\.fromEntries/),
    },
    empty: {
      seen: ({ run, data: [, photos] }) =>
        run.trace.ending.kind === 'never-settles' &&
        isRecord(photos) &&
        Object.keys(photos).length === 0,
      says: {
        en: 'There was nothing to develop, and your promise is still pending: with nobody who could be the last one, who tells you that you are done?',
      },
    },
    shared: {
      seen: ({ run, expected }) =>
        isFinished(run) &&
        expected.some(({ text }) => text.startsWith('garden ')) &&
        expected.some(({ text }) => run.timeOf(text) === undefined),
      says: {
        en: 'Two calls were under way at once, and each took from what belonged to the other: which of your notes belong to one call, and which to all of them?',
      },
      line: ({ lineOf }) => lineOf(/^(?:let|var|const) /),
    },
    forgotten: {
      seen: (clue) => {
        const { jobs, count } = poolOf(clue) ?? { jobs: [], count: 0 }
        const names = isRecord(clue.data[1]) ? Object.keys(clue.data[1]) : []
        const left = names.find((name) => !jobs.some((job) => job.name === name))
        return (
          isFinished(clue.run) &&
          !clue.run.error &&
          left !== undefined && { name: left, count, begun: jobs.length }
        )
      },
      says: {
        en: '{begun} of {count} were developed, and {name} never was: when does your loop decide that nothing is left?',
      },
      line: ({ lineOf }) => lineOf(/\.length\s*-\s*1|while \(|for \(let/),
    },
    early: {
      seen: (clue) => {
        const { settledAt } = clue.run
        const out =
          poolOf(clue)?.jobs.filter(({ to = Infinity }) => to > (settledAt ?? Infinity)) ?? []
        return out.length > 0 && !clue.run.error && isFinished(clue.run) && { count: out.length }
      },
      says: {
        en: 'You handed out the results at {settles} ms with {count:one photo|# photos} still in the darkroom: who waits for the last ones?',
      },
    },
    serial: {
      seen: (clue) => {
        const pool = poolOf(clue)
        if (!pool || pool.limit < 2 || pool.jobs.length < 2 || !isFinished(clue.run)) return false
        return mostOf(clue) === 1 && inARow(pool.jobs) && { limit: pool.limit }
      },
      says: {
        en: 'One at a time, though the darkroom has room for {limit}: each began only when the one before it was done.',
      },
      line: ({ lineOf }) => lineOf(/await/),
    },
    dealt: {
      seen: (clue) => {
        const pool = poolOf(clue)
        if (!pool || !isFinished(clue.run) || clue.run.error) return false
        const jobs = pool.jobs.toSorted((one, other) => one.index - other.index)
        const dealt = jobs.every(({ from }, n) => from === (jobs[n - pool.limit]?.to ?? 0))
        const ideal = idealStarts(clue)
        const late = jobs.findIndex(({ from }, n) => from > (ideal[n] ?? Infinity))
        const { name, from } = jobs[late] ?? { name: '', from: 0 }
        return dealt && late >= 0 && { name, until: from, at: ideal[late] ?? 0 }
      },
      says: {
        en: '{name} was kept for one of the workers and had to wait for that one until {until} ms; another was free from {at} ms on. Who should take the next item?',
      },
      line: ({ lineOf }) => lineOf(/\+= limit|% limit/),
    },
    batch: {
      seen: (clue) =>
        idle(clue, ({ jobs }) =>
          jobs.every(({ from }) =>
            jobs.every((job) => job.from >= from || (job.to ?? Infinity) <= from),
          ),
        ),
      says: {
        en: 'From {at} ms to {until} ms one place stood empty, and {name} was waiting outside: what was it waiting for?',
      },
      line: ({ lineOf }) => lineOf(/slice|splice|allSettled|\.all\(/),
    },
    index: {
      seen: (clue) => {
        const { jobs } = poolOf(clue) ?? { jobs: [] }
        const names = isRecord(clue.data[1]) ? Object.keys(clue.data[1]) : []
        const wrong = jobs.find(({ name, index }) => names.indexOf(name) !== index)
        return (
          wrong !== undefined && {
            name: wrong.name,
            place: names.indexOf(wrong.name),
            told: Number.isNaN(wrong.index) ? 'nothing' : wrong.index,
          }
        )
      },
      says: {
        en: '`fn` is told two things, an item and the place where it stands, counted from 0. {name} stands in place {place}, and was told {told}.',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(|map\(fn/),
    },
    push: {
      seen: (clue) => {
        const { check, run } = clue
        const got = run.value
        if (check?.kind !== 'return' || !Array.isArray(got) || !isFinished(run)) return false
        const arrived = (poolOf(clue)?.jobs ?? [])
          .toSorted((one, other) => (one.to ?? 0) - (other.to ?? 0))
          .map(({ name }) => name.toUpperCase())
        return (
          got.length > 0 &&
          JSON.stringify(got) === JSON.stringify(arrived) && { got: got.map(String).join(', ') }
        )
      },
      says: {
        en: '{got}: that is the order in which they were done, and the caller asked by place.',
      },
      line: ({ lineOf }) => lineOf(/\.push\(/),
    },
    lateindex: {
      seen: ({ check, run, data }) => {
        const [got, wanted] = [run.value, check?.kind === 'return' ? check.expected : undefined]
        if (!Array.isArray(got) || !Array.isArray(wanted) || !isFinished(run)) return false
        // Whoever settles while work is under way has not lost those results: they are not there yet.
        if (run.left > 0) return false
        const lost = wanted.filter((value: Value) => !got.includes(value)).length
        const { jobs, count } = poolOf({ run, data }) ?? { jobs: [], count: 0 }
        return lost > 0 && jobs.length === count && { lost, count: wanted.length }
      },
      says: {
        en: 'All were developed, and {lost} of {count} results {lost:is|are} not in the list: where does a result go whose number has moved on while it was waited for?',
      },
      line: ({ lineOf }) => lineOf(/\[\w+( - 1)?\] =/),
    },
  },
}

/** One call of `fn`, as the suite's spy printed it. */
interface Job {
  readonly name: string
  readonly index: number
  readonly from: number
  readonly to: number | undefined
}

interface Pool {
  readonly limit: number
  /** How many items there are. */
  readonly count: number
  /** In the order in which they began. */
  readonly jobs: readonly Job[]
}

/** What the program `develop` of the suite shows; undefined for the other program. */
function poolOf({ data: [limit, photos], run }: Pick<Clue, 'data' | 'run'>): Pool | undefined {
  if (typeof limit !== 'number' || !isRecord(photos)) return undefined
  const jobs = run.lines.flatMap(({ text, at }) => {
    const [, name, index] = /^(.*) begins \((.*)\)$/.exec(text) ?? []
    return name === undefined
      ? []
      : [{ name, index: Number(index), from: at, to: run.timeOf(`${name} is done`) }]
  })
  return { limit, count: Object.keys(photos).length, jobs }
}

/** The most that were under way at once. */
function mostOf({ run, data }: Clue): number {
  let inside = 0
  let most = 0
  const spoilt = data[2]
  for (const { text } of run.lines) {
    if (/ begins \(/.test(text)) most = Math.max(most, ++inside)
    else if (text.endsWith(' is done')) inside--
  }
  // One that fails says nothing when it leaves.
  return spoilt === undefined ? most : 0
}

const allAtOnce = (clue: Clue): boolean => {
  const { limit, count, jobs } = poolOf(clue) ?? { limit: 0, count: 0, jobs: [] }
  return count > limit && jobs.length === count && mostOf(clue) === count
}

/** Each began at the moment at which the one before it was done. */
const inARow = (jobs: readonly Job[]): boolean =>
  jobs.every(({ from }, n) => n === 0 || from === jobs[n - 1]?.to)

/** The first time that a place became free and nobody took it, though items were left. */
function idle(clue: Clue, holds: (pool: Pool) => boolean): false | Numbers {
  const pool = poolOf(clue)
  if (!pool || !isFinished(clue.run) || clue.run.error || !holds(pool)) return false
  const { jobs } = pool
  const ends = jobs.flatMap(({ to }) => to ?? []).toSorted((one, other) => one - other)
  for (const at of ends) {
    const next = jobs.find(({ from }) => from > at)
    if (next && !jobs.some(({ from }) => from === at))
      return { at, until: next.from, name: next.name }
  }
  return false
}

/** When each item begins if whoever is free first takes what is next. */
function idealStarts({ data: [limit, photos] }: Clue): readonly number[] {
  if (typeof limit !== 'number' || !isRecord(photos)) return []
  const freeAt = Array<number>(limit).fill(0)
  return Object.values(photos).map((ms) => {
    const from = Math.min(...freeAt)
    freeAt[freeAt.indexOf(from)] = from + Number(ms)
    return from
  })
}

/** When the photo that is spoilt was due. */
function failureAt(clue: Clue): number | undefined {
  const [, photos, spoilt] = clue.data
  if (!isRecord(photos) || typeof spoilt !== 'string') return undefined
  const job = poolOf(clue)?.jobs.find(({ name }) => name === spoilt)
  return job && job.from + Number(photos[spoilt])
}

/** A timer that the answer itself set, and not the work that it called. */
function ownTimer({ run, source }: Clue): TimerSet | undefined {
  const lines = source.split('\n')
  return run
    .events('timer-set')
    .find(
      ({ site }) =>
        site &&
        /sleep|pause|delay|wait\(|Timeout|Interval|Immediate/.test(lines[site.line - 1] ?? ''),
    )
}

const isFinished = ({ trace }: Clue['run']): boolean => trace.ending.kind === 'finished'

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** All promises are made first, and then waited for group by group. */
const STARTED = /\.slice\(|\.splice\(|\+= limit|for await/

/** Code that takes some items for missing ones. */
const TRUTH_TEST = /while \(\(?\w+ = |while \(\w+\)|if \(!?\w+\)|undefined|null\b|\|\||\?\?|Boolean/

/** Code that looks again and again. */
const AGAIN = /\b(?:while|do|setInterval)\b|for \(;;/
