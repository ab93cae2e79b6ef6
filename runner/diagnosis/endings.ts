import type { Clue, Numbers, Rule, Rules } from '../diagnosis.ts'
import type { Ending, Failure, LimitName, Waiting } from '../trace.ts'
import { endless } from './endless.ts'
import { isNamed } from './source.ts'
import { shorten } from './values.ts'

/** What kept a run from its end, and the failures that nobody heard or that the caller heard. */
export const endings = {
  threw: {
    seen: at('threw', ({ failure }) => ({ what: said(failure) })),
    says: {
      en: '{what} was thrown at {at} ms where no caller was left to catch it: the program would have ended there.',
    },
  },
  exited: {
    seen: at('exited'),
    says: {
      en: 'The program called process.exit at {at} ms: everything that was still to come is gone.',
    },
  },
  ...endless,
  spin: {
    seen: ({ run: { trace } }) => {
      const { ending } = trace
      return (
        (ending.kind === 'killed' && ending.reason === 'stuck') ||
        (ending.kind === 'ran-away' && ending.limit === 'clock-reads')
      )
    },
    says: {
      en: 'Your code did not give the thread back: as long as something turns without end, no timer fires and the clock stands still.',
    },
  },
  'endless-microtasks': ranAway(
    'events',
    'More than {allowed} steps by {at} ms, and no end: something starts itself again and again.',
  ),
  'endless-timers': ranAway(
    'wake-ups',
    'After {allowed} wake-ups it was still going, at {at} ms: a timer is set or fires again and again, and nobody stops it.',
  ),
  'endless-time': ranAway(
    'simulated-time',
    'At {at} ms, what comes next is more than a day away: is a delay given in the wrong unit?',
  ),
  flood: ranAway(
    'lines',
    'More than {allowed} lines were printed by {at} ms: who stops what prints them?',
  ),
  'flood-bytes': ranAway(
    'output-bytes',
    'More than a megabyte was printed by {at} ms: who stops what prints it?',
  ),
  memory: ranAway(
    'memory',
    'The program took more than {allowed} MiB of memory: what goes on growing, and who stops it?',
  ),
  crashed: {
    seen: at('killed'),
    says: {
      en: 'At {at} ms the process of your program died: what came before is shown, what would have come after is lost.',
    },
  },
  'never-unhandled': {
    seen: (clue) => {
      const { ending } = clue.run.trace
      const [unheard] = clue.run.unobserved
      return (
        ending.kind === 'never-settles' &&
        unheard !== undefined && {
          at: unheard.at,
          what: said(unheard.failure),
          end: ending.at,
          who: waiting(clue),
        }
      )
    },
    says: {
      en: 'At {at} ms something failed ({what}) and nobody was listening; from {end} ms on nothing is left that could wake {who}.',
    },
    line: ({ run }) => run.unobserved[0]?.failure.site?.line,
  },
  never: {
    seen: (clue) => {
      const { ending } = clue.run.trace
      return ending.kind === 'never-settles' && { at: ending.at, who: waiting(clue) }
    },
    says: {
      en: 'From {at} ms on nothing is left that could wake {who}: who was supposed to?',
    },
    line: (clue) => stuck(clue)?.site?.line,
  },
  unhandled: {
    seen: ({ run }) => {
      const [first] = run.unobserved
      return first !== undefined && { at: first.at, what: said(first.failure) }
    },
    says: { en: 'At {at} ms something failed ({what}) and nobody was listening.' },
  },
  failed: {
    seen: ({ run, asked }) =>
      run.error !== undefined &&
      asked.every(({ kind }) => kind !== 'reject') && { what: said(run.error) },
    says: { en: 'It failed at {settles} ms: {what}.' },
  },
  'did-not-fail': {
    seen: ({ run, check }) =>
      check?.kind === 'reject' && run.error === undefined && { wanted: check.expected },
    says: {
      en: 'The caller should hear of "{wanted}", and was told at {settles} ms that all is well.',
    },
  },
  'wrong-failure': {
    seen: ({ run, check }) =>
      check?.kind === 'reject' &&
      run.error !== undefined && { wanted: check.expected, what: said(run.error) },
    says: { en: 'The caller should hear of "{wanted}" and heard of {what}.' },
  },
} satisfies Rules

function at<K extends Ending['kind']>(
  kind: K,
  numbers: (ending: Extract<Ending, { kind: K }>) => Numbers = () => ({}),
): Rule['seen'] {
  return ({ run: { trace } }) =>
    isEnding(trace.ending, kind) && { at: trace.ending.at, ...numbers(trace.ending) }
}

const isEnding = <K extends Ending['kind']>(
  ending: Ending,
  kind: K,
): ending is Extract<Ending, { kind: K }> => ending.kind === kind

function ranAway(limit: LimitName, en: string): Rule {
  return {
    seen: ({ run: { trace } }) =>
      trace.ending.kind === 'ran-away' &&
      trace.ending.limit === limit && {
        allowed: trace.ending.allowed.toLocaleString('en'),
        at: trace.ending.at,
      },
    says: { en },
  }
}

function said({ name, message }: Failure): string {
  const words = shorten(message, LONGEST_MESSAGE)
  return name === '' ? words : words === '' ? name : `${name} "${words}"`
}

/** Whom nothing can wake any more, as the object of a sentence. */
function waiting(clue: Clue): string {
  const task = stuck(clue)
  return task
    ? `${isNamed(task.name) ? `\`${task.name}\`` : 'your function'}, which waits for \`${shorten(task.on.replace(/\{.*/, '{…'), LONGEST_AWAITED)}\``
    : 'your function'
}

/** The learner's innermost call that waits: those around it wait for it. */
function stuck({ run }: Clue): Waiting | undefined {
  const { ending } = run.trace
  if (ending.kind !== 'never-settles') return undefined
  const callers = new Map(run.events('task-started').map(({ task, parent }) => [task, parent]))
  const own = ending.waiting.filter(({ site }) => site !== undefined)
  return own.find(({ task }) => !own.some((other) => callers.get(other.task) === task))
}

const LONGEST_AWAITED = 40
const LONGEST_MESSAGE = 160
