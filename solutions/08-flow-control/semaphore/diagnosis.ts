import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { TimerSet, Value } from '../../../runner/trace.ts'

/** What wrong answers to semaphore look like. */
export const diagnosis: Diagnosis = {
  stub: 'semaphore/stub',
  spoilers: ['new Promise', 'withResolvers', '.shift(', 'finally'],
  rules: {
    released: {
      seen: crowded(
        ({ visits }, { source }) =>
          visits.every(({ at, inAt }) => inAt === at) && RELEASED.test(source),
      ),
      says: {
        en: '{most} were in at once, with {slots:# slot|# slots}: each slot was back on the shelf as soon as its job had begun. Is a job over when `fn()` has given you a promise?',
      },
      line: ({ lineOf }) => lineOf(/fn\(\)/),
    },
    stub: {
      seen: crowded(({ visits }) => visits.every(({ at, inAt }) => inAt === at)),
      says: {
        en: 'Nobody stood in line: everybody went in on coming, {most} at once where {slots:# slot is|# slots are} allowed. Who is to stop the one that comes when all slots are taken?',
      },
    },
    miscount: {
      seen: crowded(({ visits, over }) => {
        const firstOut = visits.filter(({ outAt }) => outAt !== undefined && outAt <= over.inAt)
        return firstOut.length === 0
      }),
      says: {
        en: '{name} was the last that went in before anybody had left, and made it {most} with {slots:# slot|# slots}: count along with your condition, beginning at the first.',
      },
      line: ({ lineOf }) => lineOf(/if \(.*[<>]/),
    },
    wakeall: {
      seen: crowded(({ visits, over }) => {
        const together = visits.filter(({ at, inAt }) => inAt === over.inAt && at < over.inAt)
        const left = visits.filter(({ outAt }) => outAt === over.inAt)
        return together.length > left.length && { count: together.length, gone: left.length }
      }),
      says: {
        en: 'At {at} ms {gone:one slot|# slots} became free, and {count} walked in: how many in line should hear of one free slot?',
      },
      line: ({ lineOf }) => lineOf(/forEach|for \(const|for \(let|while \(.*length/),
    },
    both: {
      seen: crowded(({ over }) => over.at === over.inAt),
      says: {
        en: 'At {at} ms {name} came and walked straight in, as number {most} with {slots:# slot|# slots}. A slot that was handed to the next in line: is it free as well?',
      },
      line: ({ lineOf }) => lineOf(/(?:free|slots|available|count)\w*\s*(?:\+\+|\+=)/i),
    },
    barge: {
      seen: (clue) => {
        const met = meeting(clue)
        return met?.overlap === true && { at: met.at }
      },
      says: {
        en: 'One slot, and at {at} ms waiter and newcomer were in together. Between "it is free" and "your turn" the newcomer slipped through the door: whose slot was it at that moment?',
      },
      line: ({ lineOf }) => lineOf(/(?:free|slots|available|count)\w*\s*(?:\+\+|\+=)|--/i),
    },
    overtaken: {
      seen: (clue) => meeting(clue)?.overlap === false,
      says: {
        en: 'The waiter stood in line for the slot, and a newcomer who came just then was in before: who was the slot free for, in the moment between the one leaving and the other waking?',
      },
      line: ({ lineOf }) => lineOf(/while \(/),
    },
    shared: {
      seen: ({ run, check }) =>
        check?.kind === 'print' &&
        run.timeOf('cook in') === 0 &&
        (run.timeOf('gardener in') !== 0 || run.timeOf('baker in') === 60),
      says: {
        en: 'What happened in the garden depended on who was in the kitchen, or the other way round: which of your notes belong to one semaphore, and which to all of them?',
      },
      line: ({ lineOf }) => lineOf(/^(?:let|var|const) |static/),
    },
    lostresult: {
      seen: (clue) => answersOf(clue)?.[0] === undefined && answersOf(clue) !== undefined,
      says: {
        en: 'The job gave "tea", and whoever had asked for it got nothing: what becomes of the value that `fn` gives?',
      },
      line: ({ lineOf }) => lineOf(/fn\(\)/),
    },
    swallowed: {
      seen: (clue) => {
        const failed = answersOf(clue)?.[1]
        return answersOf(clue) !== undefined && !/Error/.test(textOf(failed))
      },
      says: {
        en: 'One job failed with "no milk", and whoever had asked for it was told that all is well. The slot has to come back, but the bad news too.',
      },
      line: ({ lineOf }) => lineOf(/catch/),
    },
    polling: {
      seen: (clue) => {
        const timer = ownTimer(clue)
        return timer !== undefined && AGAIN.test(clue.source) && { grid: timer.delayMs }
      },
      says: {
        en: 'Whoever waits looks again every {grid} ms, and may find that another was quicker: could the one who leaves tell the one who waits?',
      },
      line: (clue) => ownTimer(clue)?.site?.line,
    },
    stuck: {
      seen: (clue) => {
        const lost = unfilled(clue)
        const [first] = lost.filter(({ fails }) => fails)
        if (!first || !lost.every(({ fails }) => fails)) return false
        const { slots = 0 } = visitsIn(clue) ?? {}
        return mostAfter(clue, `${first.name} fails`) < slots && { name: first.name }
      },
      says: {
        en: '{name} failed, and its slot went with it: nobody took its place, though there was a line. Which of your lines run when a job fails?',
      },
      line: ({ lineOf }) => lineOf(/await fn\(\)|fn\(\)/),
    },
    contagious: {
      seen: (clue) => {
        const visits = visitsIn(clue)?.visits ?? []
        const kept = visits.find(({ inAt }) => inAt === undefined)
        const failed = visits.find(({ fails, outAt }) => fails && outAt !== undefined)
        return (
          isOver(clue) &&
          !!kept &&
          !!failed &&
          /\brace\(|\bany\(/.test(clue.source) && { name: kept.name, failed: failed.name }
        )
      },
      says: {
        en: '{failed} failed, and {name}, who was only waiting in line, was told of it and never went in: whose failure was that?',
      },
      line: ({ lineOf }) => lineOf(/race|any\(|await/),
    },
    spent: {
      seen: (clue) => {
        const visits = visitsIn(clue)?.visits ?? []
        const kept = visits.find(({ inAt }) => inAt === undefined)
        const lastOut = Math.max(0, ...visits.map(({ outAt = 0 }) => outAt))
        return (
          clue.run.trace.ending.kind === 'never-settles' &&
          kept !== undefined &&
          visits.some(({ outAt }) => outAt !== undefined) &&
          kept.at >= lastOut && { name: kept.name, at: kept.at }
        )
      },
      says: {
        en: '{name} came at {at} ms, when everybody had left, and was kept out: what becomes of a slot when its job is over and nobody stands in line?',
      },
    },
    unserved: {
      seen: (clue) => {
        const waiting = visitsIn(clue)?.visits.filter(({ inAt }) => inAt === undefined) ?? []
        return (
          clue.run.trace.ending.kind === 'never-settles' &&
          waiting.length > 0 && { waiting: waiting.length }
        )
      },
      says: {
        en: 'By {ends} ms everybody who was in had left, and {waiting:one was|# were} still standing in line: who tells the next one that a slot is free?',
      },
    },
    serial: {
      seen: (clue) => {
        const seen = visitsIn(clue)
        return !!seen && isOver(clue) && seen.most === 1 && seen.slots > 1 && { slots: seen.slots }
      },
      says: {
        en: 'There were {slots} slots, and never more than one job was in: everybody waits for whoever came before.',
      },
    },
    lanes: {
      seen: (clue) => {
        const seen = visitsIn(clue)
        if (!seen || !isOver(clue)) return false
        const { visits, slots } = seen
        const dealt = visits.every(
          ({ at, inAt }, k) => inAt === Math.max(at, visits[k - slots]?.outAt ?? 0),
        )
        return dealt && unfilled(clue).length > 0 && { slots }
      },
      says: {
        en: 'Everybody was dealt to one of {slots} slots on coming, and waited for that one, while another stood empty: which slot should the first in line take?',
      },
      line: ({ lineOf }) => lineOf(/%/),
    },
    batches: {
      seen: (clue) => {
        const seen = visitsIn(clue)
        if (!seen || !isOver(clue) || seen.most < 2) return false
        const late = seen.visits.filter(({ at, inAt = 0 }) => inAt > at)
        const together = late.every(({ inAt: from = 0 }) =>
          seen.visits.every(({ inAt = 0, outAt = 0 }) => inAt >= from || outAt <= from),
        )
        const [gone] = unfilled(clue)
        return together && !!gone && late.length > 0 && { name: gone.name, at: gone.outAt }
      },
      says: {
        en: '{name} was gone at {at} ms, and its slot stood empty until everybody else had left too: do slots come back one by one, or in groups?',
      },
      line: ({ lineOf }) => lineOf(/allSettled|\.all\(/),
    },
    lifo: {
      seen: (clue) => {
        const visits = isOver(clue) ? (visitsIn(clue)?.visits ?? []) : []
        for (const [k, { name, inAt = Infinity }] of visits.entries()) {
          const passed = visits.slice(0, k).find((one) => (one.inAt ?? Infinity) > inAt)
          if (passed?.inAt !== undefined) return { later: name, first: passed.name, at: inAt }
        }
        return false
      },
      says: {
        en: '{first} had been in line before {later}, and at {at} ms {later} went in: how does your semaphore decide whose turn it is?',
      },
      line: ({ lineOf }) => lineOf(/\.pop\(|unshift|\.at\(-1\)/),
    },
  },
}

/** A job's way through the semaphore, as the suite's spies printed it. */
interface Visit {
  readonly name: string
  readonly fails: boolean
  /** When it came. */
  readonly at: number
  readonly inAt: number | undefined
  readonly outAt: number | undefined
}

interface Visits {
  readonly slots: number
  /** In the order of coming. */
  readonly visits: readonly Visit[]
  /** The most that were in at once. */
  readonly most: number
}

/** What the program `visit` of the suite shows; undefined for the other programs. */
function visitsIn({ data: [slots, jobs], run }: Clue): Visits | undefined {
  if (typeof slots !== 'number' || !Array.isArray(jobs)) return undefined
  const visits = jobs.filter(isRecord).map((job) => {
    const name = textOf(job['name'])
    return {
      name,
      fails: job['fails'] === true,
      at: Number(job['at'] ?? 0),
      inAt: run.timeOf(`${name} in`),
      outAt: run.timeOf(`${name} out`) ?? run.timeOf(`${name} fails`),
    }
  })
  return { slots, visits, most: Math.max(0, ...crowds(run).map(({ inside }) => inside)) }
}

/** How many were in after each line that says that somebody went in or left. */
function crowds(run: Clue['run']): readonly { readonly text: string; readonly inside: number }[] {
  let inside = 0
  return run.lines
    .filter(({ text }) => / (?:in|out|fails)$/.test(text))
    .map(({ text }) => ({ text, inside: (inside += text.endsWith(' in') ? 1 : -1) }))
}

/** The most that were in at once after this line. */
function mostAfter({ run }: Clue, line: string): number {
  const all = crowds(run)
  const after = all.slice(all.findIndex(({ text }) => text === line) + 1)
  return Math.max(0, ...after.map(({ inside }) => inside))
}

/** More were in than there are slots; `over` is the first that was too many. */
function crowded(
  holds: (
    crowd: Visits & { readonly over: Visit & { readonly inAt: number } },
    clue: Clue,
  ) => boolean | Numbers,
): (clue: Clue) => false | Numbers {
  return (clue) => {
    const seen = visitsIn(clue)
    const first = crowds(clue.run).find(({ inside }) => inside > (seen?.slots ?? Infinity))
    const over = seen?.visits.find(({ name }) => first?.text === `${name} in`)
    if (!seen || over?.inAt === undefined) return false
    const found = holds({ ...seen, over: { ...over, inAt: over.inAt } }, clue)
    if (found === false) return false
    const { name, inAt } = over
    const { slots, most } = seen
    return { name, at: inAt, slots, most, ...(found === true ? {} : found) }
  }
}

/** Those who left while somebody stood in line, and whose slot nobody took at that moment. */
function unfilled(clue: Clue): readonly (Visit & { readonly outAt: number })[] {
  const visits = visitsIn(clue)?.visits ?? []
  return visits.flatMap((visit) => {
    const { outAt } = visit
    if (outAt === undefined) return []
    const waited = visits.some(({ at, inAt = Infinity }) => at < outAt && inAt > outAt)
    const taken = visits.some(({ inAt }) => inAt === outAt)
    return waited && !taken ? [{ ...visit, outAt }] : []
  })
}

/** A timer that the answer itself set, and not one of the jobs that it called. */
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

/** The test in which a newcomer comes as the slot changes hands, and did not come last. */
function meeting({
  run,
  data,
}: Clue): { readonly overlap: boolean; readonly at: number } | undefined {
  const newcomer = run.lines.findIndex(({ text }) => text === 'newcomer in')
  const waiterIn = run.lines.findIndex(({ text }) => text === 'waiter in')
  const waiterOut = run.lines.findIndex(({ text }) => text === 'waiter out')
  const newcomerOut = run.lines.findIndex(({ text }) => text === 'newcomer out')
  if (data.length !== 1 || newcomer < 0 || waiterIn < 0) return undefined
  const at = run.lines[Math.max(newcomer, waiterIn)]?.at ?? 0
  if (newcomer < waiterIn) return { overlap: newcomerOut < 0 || newcomerOut > waiterIn, at }
  return waiterOut < 0 || waiterOut > newcomer ? { overlap: true, at } : undefined
}

/** What came back in the test about results and failures; undefined in the other tests. */
function answersOf({ run, check }: Clue): readonly Value[] | undefined {
  const about = check?.kind === 'return' && Array.isArray(check.expected)
  return about && Array.isArray(run.value) ? run.value : undefined
}

/** Everybody went in and out, and nothing went wrong otherwise. */
const isOver = ({ run }: Clue): boolean => run.trace.ending.kind === 'finished' && !run.error

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: Value): string => (typeof value === 'string' ? value : '')

/** Code that looks again and again. */
const AGAIN = /\b(?:while|do|setInterval)\b|for \(;;/

/** A block that hands on a promise, and is left before the promise has settled. */
const RELEASED = /try\s*\{(?:(?!await)[^}])*\bfn\(\)(?:(?!await)[^}])*\}/
