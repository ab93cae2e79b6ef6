import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to lost-update look like. */
export const diagnosis: Diagnosis = {
  stub: 'lost-update/stub',
  spoilers: ['acc.balance +=', '+= amount'],
  rules: {
    again: {
      seen: (clue) => {
        const asked = auditsOf(clue).find(({ times }) => times > 1)
        return asked !== undefined && { amount: asked.amount, times: asked.times }
      },
      says: {
        en: 'The auditors were sent for the same {amount} {times:once|twice|# times}: the balance had changed meanwhile, but the coins had not. Which of your lines has to be done anew, and which has not?',
      },
      line: ({ lineOf }) => lineOf(/\baudit\((?!amount:)/),
    },
    unaudited: {
      seen: (clue) => {
        const { deposits = [] } = dayOf(clue) ?? {}
        const [booking] = bookingsOf(clue)
        const booked = deposits.find(
          ({ amount }) => booking && booking.to - booking.from === amount,
        )
        return (
          isSound(clue) &&
          auditsOf(clue).length === 0 &&
          !clue.run.lines.some(({ text }) => text.startsWith('audit of')) &&
          booked !== undefined && { amount: booked.amount, at: booking?.at ?? 0 }
        )
      },
      says: {
        en: '{amount} coins were on the account at {at} ms, and no auditor was ever sent for: a name without parentheses is the function itself, and starts nothing.',
      },
      line: ({ lineOf }) => lineOf(/\baudit\b(?!\s*[(:])/),
    },
    noaudit: {
      seen: (clue) =>
        (clue.run.settledAt ?? 0) < lastReport(clue) && (bookedTooEarly(clue) ?? false),
      says: {
        en: '{amount} coins were on the account at {booked} ms. Their auditor was heard at {heard} ms: you had sent for him, and nobody stayed to hear what he would say.',
      },
      line: lineOfBooking,
    },
    before: {
      seen: (clue) => bookedTooEarly(clue) ?? false,
      says: {
        en: '{amount} coins were on the account from {booked} ms on, and their auditor was heard only at {heard} ms. What if somebody takes them out in between?',
      },
      line: lineOfBooking,
    },
    ahead: {
      seen: (clue) => bookedAhead(clue) ?? false,
      says: {
        en: 'At {at} ms {was} coins were on the account, where {due} had been allowed so far: the rest belongs to a deposit that its auditor is still looking at. What if he says no?',
      },
      line: ({ lineOf }) => lineOf(/balance\s*\+?=[^=]/),
    },
    pluseq: {
      seen: (clue) => PAUSE_INSIDE.test(clue.source) && (staleBooking(clue) ?? false),
      says: {
        en: 'It looks like one step, and the audit lies in the middle of it: {read} was read off the account before the pause, and used at {at} ms, when {was} coins were on it.',
      },
      line: ({ lineOf }) => lineOf(PAUSE_INSIDE),
    },
    narrow: {
      seen: (clue) => readsAfterAudit(clue) && (staleBooking(clue) ?? false),
      says: {
        en: 'You read the balance when the audit is over, as you should, and then pause once more before you write it: at {at} ms the sum for {amount} was worked out from {read}, and {was} coins were on the account by then.',
      },
      line: ({ lineOf }) => lineOf(/balance\s*=[^=]/),
    },
    ownbooks: {
      seen: (clue) => {
        const fee = dayOf(clue)?.fee
        return (
          fee !== undefined &&
          lineOfBooks(clue) !== undefined &&
          staleBooking(clue) !== undefined && { fee: fee.amount, feeAt: fee.at }
        )
      },
      says: {
        en: 'At {feeAt} ms the bank took {fee} coins, and your own books did not hear of it. Only one place knows what is on the account; where is it?',
      },
      line: lineOfBooks,
    },
    stub: {
      seen: (clue) => staleBooking(clue) ?? false,
      says: {
        en: 'At {at} ms {was} coins were on the account, and the deposit of {amount} wrote down {wrote}: it had worked that out from {read}, which had been true once, and was no longer.',
      },
      line: ({ lineOf }) => lineOf(/=\s*\w+\.balance\b/),
    },
    float: {
      seen: (clue) => {
        const { settledAt } = clue.run
        const late = auditsOf(clue).find(({ heard = 0 }) => heard > (settledAt ?? Infinity))
        return (
          isSound(clue) && late !== undefined && { amount: late.amount, heard: late.heard ?? 0 }
        )
      },
      says: {
        en: 'You said "done" at {settles} ms, and the auditor of {amount} was heard at {heard} ms: right for the account, and too early for whoever waits for the deposit.',
      },
      line: ({ lineOf }) => lineOf(/\baudit\((?!amount:)/),
    },
    refused: {
      seen: (clue) => {
        const bad = refusedIn(clue)
        const booked = bad && bookingsOf(clue).find(({ from, to }) => to - from === bad.amount)
        const asked = bad && clue.run.timeOf(`audit of ${bad.amount}`)
        return isSound(clue) && booked && asked !== undefined
          ? { amount: bad.amount, at: booked.at, failed: asked + bad.auditMs }
          : false
      },
      says: {
        en: 'The audit of {amount} failed at {failed} ms, and the coins went on the account at {at} ms all the same: which of your lines run after a failure, too?',
      },
      line: lineOfBooking,
    },
    swallowed: {
      seen: (clue) => {
        const bad = refusedIn(clue)
        const told = clue.run.lines.some(({ text }) => text.startsWith(TOLD))
        return isSound(clue) && bad !== undefined && !told && { ...bad }
      },
      says: {
        en: 'The audit of {amount} failed at {auditMs} ms, and whoever had brought the coins was told that all is well.',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    reworded: {
      seen: (clue) => {
        const bad = refusedIn(clue)
        const told = clue.run.lines
          .find(({ text }) => text.startsWith(TOLD))
          ?.text.slice(TOLD.length)
        return (
          isSound(clue) &&
          bad !== undefined &&
          told !== undefined &&
          told !== `${bad.amount} refused` && { amount: bad.amount, told }
        )
      },
      says: {
        en: 'The auditor said "{amount} refused", and whoever had brought the coins heard "{told}": who has more to tell?',
      },
      line: ({ lineOf }) => lineOf(/\bthrow\b|\breject\(/),
    },
    serial: {
      seen: (clue) => {
        const audits = auditsOf(clue)
        const late = audits.find(({ begun }) => begun > 0)
        const first = audits.find(({ heard }) => heard !== undefined && heard === late?.begun)
        return (
          isSound(clue) &&
          late !== undefined &&
          first !== undefined && { amount: late.amount, begun: late.begun, other: first.amount }
        )
      },
      says: {
        en: 'No coin is lost, and everybody waits for everybody: the audit of {amount} began at {begun} ms, when that of {other} was over. Audits may overlap; what is it that must not?',
      },
    },
    unbooked: {
      seen: (clue) => {
        const [passed] = auditsOf(clue).filter(({ heard = Infinity }) => heard <= clue.took)
        return (
          isSound(clue) &&
          bookingsOf(clue).length === 0 &&
          passed !== undefined && { amount: passed.amount, heard: passed.heard ?? 0 }
        )
      },
      says: {
        en: 'The audit of {amount} passed at {heard} ms, and nothing was ever written on the account that you were given: its `balance` is what it was.',
      },
      line: ({ lineOf }) => lineOf(/\+=|balance\s*[:=][^=]|\bacc\s*=/),
    },
    wrongsum: {
      seen: (clue) => {
        const { value } = clue.run
        const wanted = dueOf(clue)
        return (
          isSound(clue) &&
          wanted !== undefined &&
          typeof value === 'number' &&
          value !== wanted && { got: value, wanted }
        )
      },
      says: {
        en: 'When all was done {got} coins were on the account, where {wanted} should be.',
      },
    },
  },
}

/** One change of the account: `{from}` coins were on it, and then `{to}`. */
interface Booking {
  readonly at: number
  readonly from: number
  readonly to: number
  /** Which line of the run it is. */
  readonly index: number
}

function bookingsOf({ run, ...clue }: Clue): readonly Booking[] {
  let from = dayOf(clue)?.balance ?? 0
  return run.lines.flatMap(({ at, text }, index) => {
    const [, sum] = /^balance (-?\d+)$/.exec(text) ?? []
    if (sum === undefined) return []
    const booking = { at, from, to: Number(sum), index }
    from = booking.to
    return [booking]
  })
}

/** What became of the audit of `amount`. */
interface Audit {
  readonly amount: number
  /** When it began first, and how often it was asked for. */
  readonly begun: number
  readonly times: number
  /** When it was passed, and in which line of the run. */
  readonly heard: number | undefined
  readonly index: number
}

function auditsOf(clue: Clue): readonly Audit[] {
  const { run } = clue
  return (dayOf(clue)?.deposits ?? []).flatMap(({ amount }) => {
    const begun = run.timeOf(`audit of ${amount}`)
    if (begun === undefined) return []
    return {
      amount,
      begun,
      times: run.timesOf(`audit of ${amount}`).length,
      heard: run.timeOf(`${amount} passed`),
      index: run.lines.findIndex(({ text }) => text === `${amount} passed`),
    }
  })
}

const lastReport = (clue: Clue): number =>
  Math.max(0, ...auditsOf(clue).map(({ heard = 0 }) => heard))

/** A sum that was worked out from what had been on the account before somebody else changed it. */
function staleBooking(clue: Clue):
  | {
      readonly at: number
      readonly amount: number
      readonly was: number
      readonly read: number
      readonly wrote: number
    }
  | undefined {
  if (!isFinished(clue)) return undefined
  const before = new Set<number>()
  const booked = new Set<number>()
  for (const { at, from, to, index } of bookingsOf(clue)) {
    const open = auditsOf(clue).filter(
      (audit) => audit.index >= 0 && audit.index < index && !booked.has(audit.amount),
    )
    const fresh = open.find(({ amount }) => from + amount === to)
    const stale = open.findLast(({ amount }) => before.has(to - amount))
    if (!fresh && stale)
      return { at, amount: stale.amount, was: from, read: to - stale.amount, wrote: to }
    if (fresh) booked.add(fresh.amount)
    before.add(from)
  }
  return undefined
}

/** Coins that were on the account before their audit was over. */
function bookedTooEarly(clue: Clue):
  | {
      readonly amount: number
      readonly booked: number
      readonly heard: number
      readonly index: number
    }
  | undefined {
  if (!isSound(clue) || staleBooking(clue)) return undefined
  const passes = auditsOf(clue).map(({ heard }) => heard)
  // In a moment in which some audit passes, a sum may resemble that of another by chance.
  const early = bookingsOf(clue).filter(({ at }) => !passes.some((heard) => heard === at))
  for (const { at, from, to, index } of early)
    for (const { amount, heard, ...audit } of auditsOf(clue))
      if (to - from === amount && heard !== undefined && audit.index > index)
        return { amount, booked: at, heard, index }
  return undefined
}

/** More coins on the account than had passed by then, by the sum of deposits whose audits were under way. */
function bookedAhead(
  clue: Clue,
): { readonly at: number; readonly was: number; readonly due: number } | undefined {
  const day = dayOf(clue)
  if (!isSound(clue) || !day || day.fee || refusedIn(clue) || staleBooking(clue)) return undefined
  const sumOf = (audits: readonly Audit[]): number =>
    audits.reduce((sum, { amount }) => sum + amount, day.balance)
  for (const { at, to, index } of bookingsOf(clue)) {
    const passed = auditsOf(clue).filter((audit) => audit.index >= 0 && audit.index < index)
    const open = auditsOf(clue).filter((audit) => audit.index > index && (audit.heard ?? 0) > at)
    const extra = to - sumOf(passed)
    if (extra > 0 && open.some(({ amount }) => amount <= extra) && to <= sumOf(auditsOf(clue)))
      return { at, was: to, due: sumOf(passed) }
  }
  return undefined
}

function lineOfBooking(clue: Clue): number | undefined {
  const index = bookedTooEarly(clue)?.index ?? bookingsOf(clue)[0]?.index
  return index === undefined ? undefined : clue.run.lineOfPrint(index)?.site?.line
}

/** In the text of the program the audit is waited for before anything is read off the account. */
function readsAfterAudit({ source }: Clue): boolean {
  const heard = source.search(/\bawait\s+audit\(|\baudit\((?!amount:)[^]*?(?:\bawait\b|\.then\()/)
  const read = source.search(/\.balance\b(?!\s*=[^=])/)
  const paused = source.search(/\bawait\b|\.then\(/)
  return heard >= 0 && read > heard && read > paused
}

/** Where something is declared that balances are written into. */
function lineOfBooks({ source, lineOf }: Clue): number | undefined {
  for (const [, name = ''] of source.matchAll(SHARED))
    if (new RegExp(`\\b${name}(?:\\.set\\(|\\s*(?:\\?\\?|\\|\\|)?=.*\\bbalance)`).test(source))
      return lineOf(new RegExp(`\\b${name}\\b`))
  return undefined
}

/** What should be on the account in the evening. */
function dueOf(clue: Clue): number | undefined {
  const day = dayOf(clue)
  if (!day) return undefined
  const credited = day.deposits.filter(({ refused }) => !refused)
  return credited.reduce((sum, { amount }) => sum + amount, day.balance - (day.fee?.amount ?? 0))
}

const isFinished = ({ run: { trace, unobserved } }: Clue): boolean =>
  trace.ending.kind === 'finished' && unobserved.length === 0

/** It came to its end, and nothing failed that was not to fail. */
const isSound = (clue: Clue): boolean => isFinished(clue) && clue.run.error === undefined

interface Day {
  readonly balance: number
  readonly deposits: readonly {
    readonly amount: number
    readonly auditMs: number
    readonly refused: boolean
  }[]
  readonly fee: { readonly amount: number; readonly at: number } | undefined
}

const refusedIn = (clue: Clue): { readonly amount: number; readonly auditMs: number } | undefined =>
  dayOf(clue)?.deposits.find(({ refused }) => refused)

/** What the suite planned; undefined where it planned no day in the bank. */
function dayOf({ data: [day] }: Pick<Clue, 'data'>): Day | undefined {
  if (!isRecord(day) || !isList(day['deposits'])) return undefined
  const fee = day['fee']
  return {
    balance: Number(day['balance']),
    deposits: day['deposits'].filter(isRecord).map((deposit) => ({
      amount: Number(deposit['amount']),
      auditMs: Number(deposit['auditMs']),
      refused: deposit['refused'] === true,
    })),
    fee: isRecord(fee) ? { amount: Number(fee['amount']), at: Number(fee['at']) } : undefined,
  }
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !isList(value)

/** The audit inside the very expression that changes the balance. */
const PAUSE_INSIDE = /\.balance\s*\+?=(?!=).*\bawait\b.*\baudit\b/

/** Something declared outside of every function. */
const SHARED = /^(?:export )?(?:let|var|const) (\w+)/gm

/** What whoever brought the coins is told, before the words of the error. */
const TOLD = 'failed: '
