import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { Run } from '../../../runner/run.ts'

/** What wrong answers to retry look like. */
export const diagnosis: Diagnosis = {
  stub: 'retry/stub',
  spoilers: ['return await', 'await sleep', '** (', '*= 2'],
  rules: {
    busy: {
      seen: ({ run }) => run.heldMs > 0,
      says: {
        en: 'During your pauses the thread was held, for {held} ms in all: nobody else could do anything meanwhile, not even another retry.',
      },
      line: ({ run }) => run.events('thread-held')[0]?.site?.line,
    },
    shared: {
      seen: ({ run }) => {
        const text = ['ann', 'bob'].map((name) => miscounted(run, name)).find(Boolean)
        return text !== undefined && run.lines[0]?.text === 'ann: try 1' && { text }
      },
      says: {
        en: 'Two retries at once got into each other\'s way: "{text}". Each has to count for itself; where does your count live?',
      },
      line: ({ lineOf }) => lineOf(/^(?:let|var)\b/),
    },
    falsy: {
      seen: ({ run }) => {
        const [, value] =
          run.lines.map(({ text }) => /^(.+) took \d+ tries$/.exec(text)).find(Boolean) ?? []
        return value !== undefined && { value }
      },
      says: {
        en: 'A try brought {value}, without any failure, and your code tried again. How does a failure show itself, other than by what it brings?',
      },
      line: ({ lineOf }) => lineOf(/if \(|\?|while/),
    },
    syncthrow: {
      seen: tried(
        ({ begins, wanted, atOnce }, { run, source }) =>
          atOnce &&
          begins.length < wanted.length &&
          run.error?.message === `e${begins.length}` &&
          /\.(?:catch|then)\b/.test(source),
      ),
      says: {
        en: 'This try threw before it had given you a promise, and on a promise is where you listen: the error passed you by, at {settles} ms, and there was no further try.',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(/),
    },
    offbyone: {
      seen: tried(({ begins, attempts }) => begins.length > attempts),
      says: {
        en: '{attempts:One try was|# tries were} allowed, and you made {tries}. Go through your count with {attempts} in mind: which number is the last that may be tried?',
      },
      line: ({ lineOf }) => lineOf(/attempts\b.*[<>=]|[<>=].*attempts\b/),
    },
    together: {
      seen: tried(
        ({ begins, atOnce }) =>
          !atOnce && begins.length > 1 && begins.every((at) => at === begins[0]),
      ),
      says: {
        en: '{tries} tries, all of them at {first} ms. Whether a second one is needed turns out when the first has failed, and a pause lies between the two.',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(/),
    },
    early: {
      seen: tried(({ begins }, { run }) => (run.settledAt ?? Infinity) < (begins.at(-1) ?? 0)),
      says: {
        en: 'You were done at {settles} ms, and your tries went on until {ends} ms. What can a try bring you that you do not wait for?',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*(?:return|await|function|=>)).*\w+\(.*\)/),
    },
    keepsgoing: {
      seen: tried(({ begins, failures }) => begins.length > failures + 1),
      says: {
        en: 'Try {worked} had worked, and you went on trying, {tries} times in all: what is left to do after a success?',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(/),
    },
    swallow: {
      seen: tried(
        ({ begins, failures, attempts }, { run }) =>
          failures >= attempts &&
          begins.length === attempts &&
          !run.error &&
          run.value === undefined &&
          run.unobserved.length === 0,
      ),
      says: {
        en: 'Every try had failed, and at {settles} ms you reported success, with nothing in hand. Who is to know that it went wrong?',
      },
    },
    firsterror: {
      seen: tried(
        ({ begins, attempts }, { run }) =>
          begins.length === attempts &&
          /^e\d+$/.test(run.error?.message ?? '') &&
          run.error?.message !== `e${attempts}` && { heard: run.error?.message ?? '' },
      ),
      says: {
        en: 'Your caller heard of "{heard}", and that is old news: the last try failed as "e{attempts}".',
      },
    },
    wrapped: {
      seen: tried(
        ({ begins, attempts, failures }, { run }) =>
          failures >= attempts &&
          begins.length === attempts &&
          run.error !== undefined &&
          !run.error.message.includes(`e${attempts}`) && { heard: run.error.message },
      ),
      says: {
        en: 'Your caller heard "{heard}". Why it failed was known, it stood in "e{attempts}", the error of the last try, and that is gone.',
      },
      line: ({ lineOf }) => lineOf(/new \w*Error\(|\bthrow\b|reject\(/),
    },
    pausefirst: {
      seen: tried(({ begins, delayMs }) => begins[0] === delayMs),
      says: {
        en: 'The first try came at {first} ms, after a pause. Nothing had failed by then: what were you waiting for?',
      },
      line: ({ lineOf }) => lineOf(/sleep\(|setTimeout|pause\(/i),
    },
    floatpause: {
      seen: tried((scene, clue) => isRestless(scene) && PAUSE.test(clue.source)),
      says: {
        en: 'Try 2 came at {second} ms, at the very moment at which try 1 had failed. You did set a timer for the pause; who stayed for it?',
      },
      line: ({ lineOf }) => lineOf(PAUSE),
    },
    nopause: {
      seen: tried(isRestless),
      says: {
        en: 'Try 2 came at {second} ms, at the very moment at which try 1 had failed. Whatever was in the way then is probably still there: give it the {delayMs} ms that were asked for.',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(/),
    },
    overlap: {
      seen: tried(({ pauses, delayMs }) => pauses.length > 0 && pauses[0] === delayMs - TRY_MS),
      says: {
        en: 'Try 2 came at {second} ms, {pause} ms after the failure of try 1: your pause was running while the try was still at work. From which moment should it count?',
      },
      line: ({ lineOf }) => lineOf(PAUSE),
    },
    noawait: {
      seen: tried((scene, clue) => givesUp(scene, clue) && /\bcatch\b/.test(clue.source)),
      says: {
        en: 'One try, and its failure went straight to your caller, at {settles} ms. There is a `catch` in your code, but when the failure came, nobody was there any more.',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(/),
    },
    stub: {
      seen: tried(givesUp),
      says: {
        en: 'One try, one failure, and you gave up at {settles} ms; {attempts} tries were allowed.',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(/),
    },
    toofew: {
      seen: tried(
        ({ begins, wanted }, { run }) =>
          begins.length < wanted.length && run.settledAt !== undefined,
      ),
      says: {
        en: '{attempts} tries were allowed, and you gave up after {tries}. Go through your count with {attempts} in mind: which number is the last that may be tried?',
      },
      line: ({ lineOf }) => lineOf(/attempts\b.*[<>=]|[<>=].*attempts\b/),
    },
    doubledfirst: {
      seen: tried(({ pauses, delayMs }) => pauses[0] === 2 * delayMs),
      says: {
        en: 'The first pause took {pause} ms, and {delayMs} were asked for. Doubling comes between one pause and the next: what comes first in your code?',
      },
      line: ({ lineOf }) => lineOf(/\*|\+=|<</),
    },
    flat: {
      seen: tried(
        ({ pauses, delayMs }) => pauses.length > 1 && pauses.every((ms) => ms === delayMs),
      ),
      says: {
        en: 'Each of your pauses took {pause} ms. They should grow, so that whoever is in trouble is left in peace for longer each time.',
      },
      line: ({ lineOf }) => lineOf(PAUSE),
    },
    linear: {
      seen: tried(
        ({ pauses, delayMs }) =>
          pauses.length > 2 && pauses.every((ms, index) => ms === (index + 1) * delayMs),
      ),
      says: {
        en: 'Your third pause took {third} ms: each is {delayMs} ms longer than the one before it. Twice as long, each time, makes another row: write down its first four numbers.',
      },
      line: ({ lineOf }) => lineOf(PAUSE),
    },
    samenumber: {
      seen: tried(({ begins, wanted }, { run }) => {
        const [first, ...others] = run.lines.map(({ text }) => text.replace(/^try /, ''))
        return (
          begins.join() === wanted.join() &&
          others.length > 0 &&
          others.every((number) => number === first) && { number: first ?? '' }
        )
      }),
      says: {
        en: 'Every try came at the right moment, and to each of them you said that it is number {number}. `fn` is to hear which try it is: where do you know that?',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(/),
    },
    numbers: {
      seen: tried(({ begins, wanted }, { run }) => {
        const numbers = run.lines.map(({ text }) => text.replace(/^try /, ''))
        return (
          begins.join() === wanted.join() &&
          run.lines.length === begins.length &&
          numbers.some((number, index) => number !== String(index + 1)) && {
            numbers: numbers.join(', '),
          }
        )
      }),
      says: {
        en: 'All tries in time, and `fn` heard the numbers {numbers}. Whoever counts tries begins with 1, and goes on by one.',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(/),
    },
    lastpause: {
      seen: tried(
        ({ begins, wanted }, { run, check }) =>
          check?.kind === 'take' &&
          begins.join() === wanted.join() &&
          (run.settledAt ?? 0) > check.expectedMs && {
            late: (run.settledAt ?? 0) - check.expectedMs,
          },
      ),
      says: {
        en: 'After the last try you waited for another {late} ms before you said how it went, and no try followed.',
      },
      line: ({ lineOf }) => lineOf(PAUSE),
    },
  },
}

/** A run with tries in it. */
interface Scene {
  readonly attempts: number
  readonly delayMs: number
  /** How many tries were planned to fail, and whether they throw at once. */
  readonly failures: number
  readonly atOnce: boolean
  /** When the tries began, and when they should have begun, in simulated ms. */
  readonly begins: readonly number[]
  readonly wanted: readonly number[]
  /** From the failure of a try to the next one. */
  readonly pauses: readonly number[]
}

/** The line of somebody who begins with a later try than the first, or passes one over. */
function miscounted({ lines }: Run, name: string): string | undefined {
  const own = lines.filter(({ text }) => text.startsWith(`${name}: try `))
  return own.find(({ text }, index) => Number(text.split(' ').at(-1)) > index + 1)?.text
}

/** Sees something in runs that came to their end, with at least one try. */
function tried(
  holds: (scene: Scene, clue: Clue) => boolean | Numbers,
): (clue: Clue) => false | Numbers {
  return (clue) => {
    const scene = sceneOf(clue)
    const { trace, error } = clue.run
    if (!scene || trace.ending.kind !== 'finished' || SLIP.test(error?.name ?? '')) return false
    const { begins, attempts, delayMs, failures, pauses } = scene
    const found = holds(scene, clue)
    if (found === false) return false
    return {
      attempts,
      delayMs,
      tries: begins.length,
      worked: failures + 1,
      first: begins[0] ?? '',
      second: begins[1] ?? '',
      pause: pauses[0] ?? '',
      third: pauses[2] ?? '',
      ...(found === true ? {} : found),
    }
  }
}

function sceneOf({ run, data: [plan] }: Clue): Scene | undefined {
  const begins = run.lines.filter(({ text }) => text.startsWith('try ')).map(({ at }) => at)
  if (begins.length === 0 || typeof plan !== 'object' || plan === null) return undefined
  if (!('attempts' in plan && 'delayMs' in plan && 'failures' in plan)) return undefined
  const [attempts, delayMs, failures] = [plan.attempts, plan.delayMs, plan.failures].map(Number)
  if (attempts === undefined || delayMs === undefined || failures === undefined) return undefined
  const atOnce = 'atOnce' in plan && plan.atOnce === true
  const tryMs = atOnce ? 0 : TRY_MS
  return {
    attempts,
    delayMs,
    failures,
    atOnce,
    begins,
    wanted: Array.from(
      { length: Math.min(attempts, failures + 1) },
      (_, n) => n * tryMs + (2 ** n - 1) * delayMs,
    ),
    pauses: begins.slice(1).map((at, index) => at - (begins[index] ?? 0) - tryMs),
  }
}

/** One try where there should be more, and the caller heard of its failure at once. */
function givesUp({ begins, wanted, atOnce }: Scene, { run }: Clue): boolean {
  return !atOnce && begins.length === 1 && wanted.length > 1 && run.error?.message === 'e1'
}

/** There are tries, and no pauses between them. */
function isRestless({ pauses }: Scene): boolean {
  return pauses.length > 0 && pauses.every((ms) => ms === 0)
}

/** For how long a try of the suite is at work. */
const TRY_MS = 10

/** Code that sets a timer. */
const PAUSE = /\bsleep\(|\bsetTimeout\(|\bpause\(|\bwait\(|\bdelay\(/

/** What JavaScript throws by itself, and no try of the suite does. */
const SLIP = /^(?:Type|Reference|Range|Syntax)Error$/
