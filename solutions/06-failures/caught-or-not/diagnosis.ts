import type { Clue, Diagnosis, Numbers } from '../../../runner/diagnosis.ts'
import type { Value } from '../../../runner/trace.ts'

/** What wrong answers to caught-or-not look like. */
export const diagnosis: Diagnosis = {
  stub: 'caught-or-not/stub',
  spoilers: ['await'],
  rules: {
    again: {
      seen: told(({ loads }) => loads > 1),
      says: {
        en: 'The news were loaded {loads:once|twice|# times}. Each call of `load` begins anew, and may fail anew: how often do you have to ask?',
      },
      line: ({ lineOf }) => lineOf(/\bload\(/),
    },
    float: {
      seen: told(({ over }, { run }) => !run.error && (run.settledAt ?? Infinity) < over),
      says: {
        en: 'Your caller had an answer at {settles} ms, and `load` was over at {over} ms: what was there to give back by then?',
      },
      line: ({ lineOf }) => lineOf(/\breturn\b/),
    },
    eager: {
      seen: told(({ opened, over }) => opened !== undefined && opened < over),
      says: {
        en: 'The backup was opened at {opened} ms, and until {over} ms nobody could know whether it would be needed.',
      },
      line: ({ lineOf }) => lineOf(/\bbackup\(\)/),
    },
    falsy: {
      seen: told(
        ({ opened, trouble }, { data: [news], source }) =>
          opened !== undefined &&
          trouble === undefined &&
          isRecord(news) &&
          news['brings'] === '' &&
          TRUTH_TEST.test(source),
      ),
      says: {
        en: 'An empty text was loaded, without any failure, and your code took it for one. How does a failure show itself, other than by what it brings?',
      },
      line: ({ lineOf }) => lineOf(TRUTH_TEST),
    },
    swallow: {
      seen: told(({ opened, trouble }) => opened !== undefined && trouble === undefined),
      says: {
        en: 'The backup was opened at {opened} ms, although the news had been loaded without trouble.',
      },
      line: ({ lineOf }) => lineOf(/\bbackup\(\)/),
    },
    rethrown: {
      seen: told(
        ({ trouble }, { run }) =>
          run.error?.message === trouble && run.timeOf('using backup') !== undefined,
      ),
      says: {
        en: 'You did catch "{trouble}" and said `using backup`, and then the failure went on to your caller all the same, at {settles} ms.',
      },
      line: ({ lineOf }) => lineOf(/\bthrow\b|reject\(/),
    },
    keeps: {
      seen: told(
        ({ trouble, opened }, { run }) =>
          trouble === undefined && opened === undefined && !run.error && run.value === undefined,
      ),
      says: {
        en: 'The news was there at {over} ms, and your caller got nothing: what does your code give back when all goes well?',
      },
      line: ({ lineOf }) => lineOf(/\bload\(/),
    },
    undefined: {
      seen: told(
        ({ trouble }, { run }) =>
          trouble !== undefined &&
          !run.error &&
          run.value === undefined &&
          run.timeOf('using backup') !== undefined,
      ),
      says: {
        en: 'You caught the failure, and what you gave your caller in its place, at {settles} ms, was nothing at all: what does this way out give back?',
      },
      line: ({ lineOf }) => lineOf(/using backup/),
    },
    syncthrow: {
      seen: told(
        ({ trouble, atOnce }, { run, source }) =>
          atOnce &&
          run.error?.message === trouble &&
          run.timeOf('using backup') === undefined &&
          LISTENER.test(source),
      ),
      says: {
        en: 'This `load` threw before it had given you a promise, and on a promise is where you listen: "{trouble}" passed by and went to your caller.',
      },
      line: ({ lineOf }) => lineOf(/\bload\(/),
    },
    outer: {
      seen: told((scene, clue) => passedBy(scene, clue) && OUTER.test(clue.source)),
      says: {
        en: 'Your net hangs one floor further out, around `loadOrBackup` as a whole. The one who was asked for the text is `loadOrBackup`, and it fell at {over} ms.',
      },
      line: ({ lineOf }) => lineOf(/\bload\(/),
    },
    stub: {
      seen: told((scene, clue) => passedBy(scene, clue) && /\btry\b/.test(clue.source)),
      says: {
        en: 'You were out of the safety net at {called} ms, and fell at {over} ms: the failure came when nobody was left in the `try`.',
      },
      line: ({ lineOf }) => lineOf(/\bload\(/),
    },
  },
}

/** What went on, in simulated ms. */
interface Scene {
  /** How often the news were asked for, for the first time at `called`. */
  readonly loads: number
  readonly called: number
  /** When it turned out how loading went. */
  readonly over: number
  /** What went wrong with it, and whether before there was a promise. */
  readonly trouble: string | undefined
  readonly atOnce: boolean
  /** When the backup was opened for the first time. */
  readonly opened: number | undefined
}

/** Sees something in runs that came to their end and had the news loaded. */
function told(holds: (scene: Scene, clue: Clue) => boolean): (clue: Clue) => false | Numbers {
  return (clue) => {
    const { run, data } = clue
    const [news] = data
    const loading = run.timesOf('loading')
    const [called] = loading
    if (run.trace.ending.kind !== 'finished' || called === undefined || !isRecord(news))
      return false
    const { trouble, atOnce, loadMs } = news
    const scene: Scene = {
      loads: loading.length,
      called,
      over: atOnce === true ? called : called + Number(loadMs),
      trouble: typeof trouble === 'string' ? trouble : undefined,
      atOnce: atOnce === true,
      opened: run.timeOf('backup opened'),
    }
    const { loads, over } = scene
    return (
      holds(scene, clue) && {
        loads,
        called,
        over,
        trouble: scene.trouble ?? '',
        opened: scene.opened ?? '',
      }
    )
  }
}

/** The failure went straight through to the caller, and nobody threw it anew. */
function passedBy({ trouble, atOnce }: Scene, { run, source }: Clue): boolean {
  return (
    !atOnce &&
    trouble !== undefined &&
    run.error?.message === trouble &&
    run.timeOf('using backup') === undefined &&
    !/\bthrow\b|\breject\(/.test(source)
  )
}

const isRecord = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A net around the exercise's own function instead of inside it. */
const OUTER = /\btry\s*\{[^}]*\bloadOrBackup\(|(?<!function )\bloadOrBackup\([^\n]*\)\s*\.catch\(/

/** Code that takes some texts for none. */
const TRUTH_TEST = /\|\||\bif\s*\(\s*!?\w+\s*\)|[=!]==?\s*(?:''|""|``)|\.length\b|\w\s+\?\s/

/** Somebody listens to the promise itself. */
const LISTENER = /\.catch\b|\.then\b[^]*using backup/
