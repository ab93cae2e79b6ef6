import type { Clue, Numbers, Rules } from '../diagnosis.ts'
import type { Site, TraceEvent } from '../trace.ts'
import { shorten } from './values.ts'

/** Ways of going on for ever that can be told from how the run was going when it was stopped. */
export const endless = {
  'endless-hold': {
    seen: (clue) => {
      const last = lastOf(clue)
      const site = last.every(({ kind }) => kind === 'thread-held') ? siteOf(last) : undefined
      return (
        site !== undefined && {
          at: clue.run.endsAt,
          line: site.line,
          times: clue.run.events('thread-held').length.toLocaleString('en'),
        }
      )
    },
    says: {
      en: 'Line {line} held the thread again and again, {times} times by {at} ms, and never gave it back: nobody else can run, so nobody can end it.',
    },
    line: (clue) => siteOf(lastOf(clue))?.line,
  },
  'endless-awaits': {
    seen: (clue) => awaits(clue) ?? false,
    says: {
      en: 'The loop around line {line} goes on at once after each `await {on}`: the clock stands still at {at} ms, and as long as it does no timer can fire.',
    },
    line: (clue) => awaits(clue)?.line,
  },
  'interval-left': {
    seen: (clue) => clue.run.settledAt !== undefined && (interval(clue) ?? false),
    says: {
      en: 'The work was over at {settles} ms, and the interval of line {line} was never cleared: it goes on firing for ever.',
    },
    line: (clue) => interval(clue)?.line,
  },
  'endless-interval': {
    seen: (clue) => interval(clue) ?? false,
    says: {
      en: 'The interval of line {line} was never cleared, and was still firing at {at} ms: who stops it?',
    },
    line: (clue) => interval(clue)?.line,
  },
} satisfies Rules

/** What it did over and over, where it was stopped; empty when it came to an end of its own. */
function lastOf({ run: { trace } }: Clue): readonly TraceEvent[] {
  const { kind } = trace.ending
  const stopped = kind === 'ran-away' || kind === 'killed'
  return stopped && trace.events.length > 2 * ROUNDS ? trace.events.slice(-ROUNDS) : []
}

function awaits(
  clue: Clue,
): (Numbers & { readonly line: number; readonly on: string }) | undefined {
  const last = lastOf(clue)
  const waits = last.filter((event) => event.kind === 'task-waiting')
  const wait = waits.find(({ site }) => site !== undefined)
  return wait?.site && last.every(({ kind }) => IN_ONE_TURN.includes(kind))
    ? { at: clue.run.endsAt, line: wait.site.line, on: shorten(wait.on, LONGEST_AWAITED) }
    : undefined
}

/** The interval that alone made it go on. */
function interval(clue: Clue): (Numbers & { readonly line: number }) | undefined {
  const fired = lastOf(clue).filter((event) => event.kind === 'timer-fired')
  const sets = clue.run
    .events('timer-set')
    .filter(({ timer }) => fired.some((event) => event.timer === timer))
  const [first] = sets
  return first?.site && sets.every(({ timerKind }) => timerKind === 'interval')
    ? { at: clue.run.endsAt, line: first.site.line }
    : undefined
}

/** The one line of the learner's in which all of this happened. */
function siteOf(events: readonly TraceEvent[]): Site | undefined {
  const [first] = events
  return events.every(({ site }) => site?.line === first?.site?.line) ? first?.site : undefined
}

/** Events that show what is done over and over. */
const ROUNDS = 60

const IN_ONE_TURN: readonly TraceEvent['kind'][] = [
  'task-started',
  'task-waiting',
  'task-resumed',
  'task-ended',
  'thread-held',
]

const LONGEST_AWAITED = 40
