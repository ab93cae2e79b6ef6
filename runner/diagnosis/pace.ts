import type { Clue, Numbers, Rules } from '../diagnosis.ts'
import type { Site } from '../trace.ts'
import { firstAstray } from './match.ts'
import { isNamed } from './source.ts'

/** Done too early, and the ways of taking too long that can be told from the run. */
export const pace = {
  early: {
    seen: ({ run, check }) =>
      check?.kind === 'take' &&
      run.settledAt !== undefined &&
      run.settledAt < check.expectedMs &&
      run.settledAt < run.endsAt,
    says: {
      en: 'You reported done at {settles} ms, and things went on until {ends} ms: whoever waits for you is told too early.',
    },
  },
  hasty: {
    seen: ({ run, check }) =>
      check?.kind === 'take' &&
      run.settledAt !== undefined &&
      run.settledAt < check.expectedMs && { wanted: check.expectedMs },
    says: {
      en: 'It was done at {settles} ms, and {wanted} ms would be right: what should it have waited for?',
    },
  },
  blocked: {
    seen: blocked,
    says: { en: 'A callback that was due at {due} ms ran at {ran} ms: the thread was held.' },
    line: (clue) => delayedTimer(clue)?.site?.line,
  },
  serial: {
    seen: (clue) => {
      const [slow, calls] = [slower(clue), callsInARow(clue)]
      return slow !== undefined && calls !== undefined && { ...slow, calls: callsOf(calls.name) }
    },
    says: {
      en: 'Each {calls} began exactly when the one before it had ended: {took} ms in all, where {ideal} would do.',
    },
    line: (clue) => callsInARow(clue)?.line,
  },
  polling: {
    seen: (clue) => isLate(clue) && (idleWakeUps(clue) ?? false),
    says: {
      en: 'Your code woke up every {grid} ms, {times} times without printing anything: could it be told when it is time, instead of looking?',
    },
    line: (clue) => idleWakeUps(clue)?.line,
  },
} satisfies Rules

/** Too long for a reason that the run does not show, and what was left behind. */
export const rest = {
  slow: {
    seen: (clue) => (clue.check?.kind === 'take' && slower(clue)) || false,
    says: { en: 'It was done only at {took} ms, where {ideal} would do.' },
  },
  'over-limit': {
    seen: ({ check }) => check?.kind === 'take-at-most' && { limit: check.limitMs },
    says: { en: 'Things went on until {ends} ms, and {limit} ms would have been the latest.' },
  },
  leak: {
    seen: ({ run, check }) => check?.kind === 'leave-nothing' && run.endsAt > (run.settledAt ?? 0),
    says: {
      en: 'You were done at {settles} ms, and things went on until {ends} ms: who still needed them?',
    },
    line: lineOfLeft,
  },
  left: {
    seen: ({ run, check }) => check?.kind === 'leave-nothing' && run.left > 0,
    says: {
      en: 'You were done at {settles} ms, and {left:# timer was|# timers were} still set: who still needed {left:it|them}?',
    },
    line: lineOfLeft,
  },
} satisfies Rules

/** Where the first timer was set that was pending when the program settled. */
function lineOfLeft({ run: { trace } }: Clue): number | undefined {
  const before = trace.events.slice(
    0,
    trace.events.findIndex(({ kind }) => kind === 'settled'),
  )
  const left = before.find(
    (event) =>
      event.kind === 'timer-set' &&
      !event.unreferenced &&
      !before.some(
        (other) =>
          (other.kind === 'timer-cleared' ||
            (other.kind === 'timer-fired' && event.timerKind !== 'interval')) &&
          other.timer === event.timer,
      ),
  )
  return left?.site?.line
}

/** How long it took and should have taken; undefined unless it took too long and the suite said how long it may. */
function slower({ run, check }: Clue): Numbers | undefined {
  const took = check?.kind === 'take' ? run.settledAt : run.lines.at(-1)?.at
  const ideal =
    check?.kind === 'take'
      ? check.expectedMs
      : check?.kind === 'print'
        ? check.expected.at(-1)?.at
        : undefined
  return took !== undefined && ideal !== undefined && took > ideal ? { took, ideal } : undefined
}

function isLate(clue: Clue): boolean {
  const astray = firstAstray(clue)
  return slower(clue) !== undefined || (astray !== undefined && astray.at > astray.wanted)
}

function blocked(clue: Clue): false | Numbers {
  const delay = delayedTimer(clue)
  return delay ? { due: delay.due, ran: delay.ran } : false
}

interface Delay {
  readonly due: number
  readonly ran: number
  /** Where the thread was held. */
  readonly site: Site | undefined
}

/** A timer that ran later than it was due because the thread was held, and made something late. */
function delayedTimer(clue: Clue): Delay | undefined {
  const { run } = clue
  for (const set of run.events('timer-set')) {
    const ran = run.events('timer-fired').find(({ timer }) => timer === set.timer)?.at
    const due = Math.ceil(set.at + set.delayMs)
    if (set.timerKind !== 'timeout' || ran === undefined || ran <= due) continue
    const hold = run.events('thread-held').find(({ at, ms }) => at < ran && at + ms > due)
    if (hold && delays(clue, ran)) return { due, ran, site: hold.site }
  }
  return undefined
}

/** Whether what came late came just then. */
function delays(clue: Clue, ran: number): boolean {
  const { run, check } = clue
  if (check?.kind === 'print-by') return run.timeOf(check.text) === ran
  const astray = firstAstray(clue)
  return astray ? astray.at === ran && astray.wanted < ran : slower(clue) !== undefined
}

const callsOf = (name: string): string => (isNamed(name) ? `\`${name}\`` : 'of them')

/** The function of which every call began when the one before it had ended, and where its caller waits. */
function callsInARow({
  run,
}: Clue): { readonly name: string; readonly line: number | undefined } | undefined {
  for (const name of new Set(run.tasks.map((task) => task.name))) {
    // Whom the suite calls one after the other has not chosen to be.
    const calls = run.tasks.filter(
      (task) => task.name === name && run.tasks.some(({ task: own }) => own === task.parent),
    )
    const [first, second] = calls
    if (!first || !second || first.endedAt === first.at) continue
    if (calls.some(({ at }, index) => index > 0 && at !== calls[index - 1]?.endedAt)) continue
    const wait = run.events('task-waiting').find(({ task }) => task === first.parent)
    return { name, line: wait?.site?.line }
  }
  return undefined
}

/** Wake-ups at regular intervals, set by one task of the learner's in one line, at which nothing was printed. */
function idleWakeUps({ run }: Clue): (Numbers & { readonly line: number }) | undefined {
  const printedAt = new Set<number>(run.lines.map(({ at }) => at))
  // What the suite hands in has tasks of its own: its timers are the work, and not a look at it.
  const own = new Set(run.tasks.map(({ task }) => task))
  const rounds = new Map<string, { grid: number; line: number; times: number }>()
  for (const { timer, task, site, delayMs } of run.events('timer-set')) {
    if (!site || delayMs === 0 || (task !== undefined && !own.has(task))) continue
    const key = `${task} ${site.line} ${delayMs}`
    const round = rounds.get(key) ?? { grid: delayMs, line: site.line, times: 0 }
    const fired = run.events('timer-fired').filter((event) => event.timer === timer)
    round.times += fired.filter(({ at }) => !printedAt.has(at)).length
    rounds.set(key, round)
  }
  return [...rounds.values()].find(({ times }) => times >= FEWEST_LOOKS)
}

/** Waking up this often for nothing is looking. */
const FEWEST_LOOKS = 10
