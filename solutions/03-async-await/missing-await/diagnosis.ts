import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { Run } from '../../../runner/run.ts'
import type { ThreadHeld, TimerSet } from '../../../runner/trace.ts'

/** What wrong answers to missing-await look like. */
export const diagnosis: Diagnosis = {
  stub: 'missing-await/stub',
  spoilers: ['await'],
  rules: {
    byclock: {
      seen: ({ run }) => {
        const wait = ownWait(run)
        return wait !== undefined && { waited: wait.kind === 'timer-set' ? wait.delayMs : wait.ms }
      },
      says: {
        en: 'You wait {waited} ms by a clock of your own. A bank takes as long as it takes: who could tell you when it is done?',
      },
      line: ({ run }) => ownWait(run)?.site?.line,
    },
    uncalled: {
      seen: ({ run, source }) => {
        const name = UNCALLED.exec(source)?.[1] === 'ship' ? 'ship' : 'charge'
        return UNCALLED.test(source) && errand(run, name) === undefined && { name }
      },
      says: {
        en: 'Nobody called `{name}`: a name without parentheses is the function itself, and looking at a function starts no work.',
      },
      line: ({ lineOf }) => lineOf(UNCALLED),
    },
    unpaid: {
      seen: shown(
        ({ answered, packed }, { data }) =>
          packed >= answered && JSON.stringify(data).includes('declined'),
      ),
      says: {
        en: 'The bank said no at {answered} ms, and the parcel was packed all the same: who is going to pay for it?',
      },
      line: lineOfShip,
    },
    together: {
      seen: shown(
        (scene, { run, source }) =>
          overlaps(scene) &&
          (run.error !== undefined ||
            (run.settledAt ?? 0) >= Math.max(scene.answered, scene.parcel)) &&
          /Promise\.all|\bawait\b[^]*\bawait\b/.test(source),
      ),
      says: {
        en: 'Faster than asked for: the parcel was being packed from {packed} ms on, and the bank answered at {answered} ms. Errands may overlap when neither needs the other; what if the bank says no?',
      },
      line: lineOfShip,
    },
    onlylast: {
      seen: shown((scene) => overlaps(scene) && scene.finished >= scene.parcel),
      says: {
        en: 'The parcel was being packed from {packed} ms on, while the bank was still thinking: it answered at {answered} ms.',
      },
      line: lineOfCharge,
    },
    race: {
      seen: shown((scene) => overlaps(scene) && isEarly(scene) && scene.finished > scene.asked),
      says: {
        en: 'The parcel was being packed from {packed} ms on, with the bank still thinking, and you said "finished" at {finished} ms, {early} ms before it left.',
      },
      line: lineOfShip,
    },
    thennoreturn: {
      seen: shown(
        (scene, { run, source }) =>
          isEarly(scene) &&
          scene.packed >= scene.answered &&
          errand(run, 'ship')?.inCallback === true &&
          source.includes('.then('),
      ),
      says: {
        en: 'You said "finished" at {finished} ms, {early} ms before the parcel left: the promise of `ship` was born inside a callback, and nobody handed it out.',
      },
      line: lineOfShip,
    },
    onlyfirst: {
      seen: shown((scene) => isEarly(scene) && scene.packed >= scene.answered),
      says: {
        en: 'A good start: nothing ships before the card is charged. But you said "finished" at {finished} ms, {early} ms before the parcel left.',
      },
      line: lineOfShip,
    },
    stub: {
      seen: shown((scene) => isEarly(scene) && scene.finished === scene.asked),
      says: {
        en: 'You said "finished" at {finished} ms, and the parcel left at {parcel} ms: you started the work and did not stay for it.',
      },
      line: lineOfCharge,
    },
  },
}

/** What went on in the shop, in simulated ms. */
interface Scene {
  /** When `charge` was called, and when the bank had answered. */
  readonly asked: number
  readonly answered: number
  /** When `ship` was called, and when the parcel was out of the house. */
  readonly packed: number
  readonly parcel: number
  /** When `finished` was printed, if it was. */
  readonly finished: number
}

/** Sees something in runs in which both errands began and ended. */
function shown(holds: (scene: Scene, clue: Clue) => boolean): (clue: Clue) => false | Numbers {
  return (clue) => {
    const [charge, ship] = [errand(clue.run, 'charge'), errand(clue.run, 'ship')]
    if (charge?.endedAt === undefined || ship?.endedAt === undefined) return false
    const scene: Scene = {
      asked: charge.startedAt,
      answered: charge.endedAt,
      packed: ship.startedAt,
      parcel: ship.endedAt,
      finished: clue.run.timeOf('finished') ?? Infinity,
    }
    return holds(scene, clue) && { ...scene, early: scene.parcel - scene.finished }
  }
}

const overlaps = ({ asked, answered, packed, parcel }: Scene): boolean =>
  packed < answered && asked < parcel

const isEarly = ({ finished, parcel }: Scene): boolean => finished < parcel

interface Errand {
  readonly startedAt: number
  readonly endedAt: number | undefined
  /** Called from a callback, not from an async function of the learner's. */
  readonly inCallback: boolean
  /** The line that called it. */
  readonly line: number | undefined
}

/** What the shop was asked to do first. Its functions are the suite's: they have no place in the learner's file. */
function errand(run: Run, name: 'charge' | 'ship'): Errand | undefined {
  const starts = run.events('task-started')
  const start = starts.find((started) => started.name === name && started.site === undefined)
  if (!start) return undefined
  const caller = starts.find(({ task }) => task === start.parent)
  return {
    startedAt: start.at,
    endedAt: run.events('task-ended').find(({ task }) => task === start.task)?.at,
    inCallback: caller === undefined || caller.name.endsWith(' callback'),
    line: run.events('timer-set').find(({ task }) => task === start.task)?.site?.line,
  }
}

function lineOfCharge({ run }: Clue): number | undefined {
  return errand(run, 'charge')?.line
}

function lineOfShip({ run }: Clue): number | undefined {
  return errand(run, 'ship')?.line
}

/** Where the learner's own code waits by the clock, or holds the thread. */
function ownWait(run: Run): TimerSet | ThreadHeld | undefined {
  const ofShop = new Set(
    run
      .events('task-started')
      .filter(({ site }) => site === undefined)
      .map(({ task }) => task),
  )
  const own = ({ task }: { readonly task?: number }): boolean =>
    task === undefined || !ofShop.has(task)
  return run.events('timer-set').find(own) ?? run.events('thread-held').find(own)
}

/** `shop.charge` as a value, and not as a call. */
const UNCALLED = /\.(charge|ship)\b(?!\s*\()/
