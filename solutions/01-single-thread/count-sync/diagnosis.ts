import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to count-sync look like. */
export const diagnosis: Diagnosis = {
  stub: 'count-sync/stub',
  spoilers: ['busyWait'],
  rules: {
    spin: {
      seen: ({ run: { trace }, source }) =>
        LOOK_AT_CLOCK.test(source) &&
        ((trace.ending.kind === 'ran-away' && trace.ending.limit === 'clock-reads') ||
          (trace.ending.kind === 'killed' && trace.ending.reason === 'stuck')),
      says: {
        en: 'A loop that watches the clock never ends here: simulated time stands still until you tell the kit how long the thread is held.',
      },
      line: ({ lineOf }) => lineOf(/\bwhile\b|\bfor\s*\(;/),
    },
    float: {
      seen: (clue) => allAtOnce(clue) && clue.run.endsAt > 0,
      says: {
        en: 'You started a wait and walked on: everything was printed at 0 ms, when the clock still had {ends} ms to go.',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*import).*(\bsleep\(|setTimeout)/),
    },
    nowait: {
      seen: (clue) => allAtOnce(clue) && clue.run.endsAt === 0,
      says: {
        en: 'Everything happened at 0 ms: nothing between One and Two takes any time yet.',
      },
      line: ({ lineOf }) => lineOf(/'Two'|"Two"|`Two`/),
    },
    timer: {
      seen: (clue) => clue.run.heldMs === 0 && inTwoBlocks(clue),
      says: {
        en: 'Your {rounds} rounds overlapped: all began at {began} ms and all ended at {ended} ms. You asked somebody to call back later, instead of staying at the stove.',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*import).*(\bsleep\(|setTimeout)/),
    },
    lump: {
      seen: (clue) => clue.run.heldMs > 0 && inTwoBlocks(clue),
      says: {
        en: 'All {rounds} Ones came at {began} ms and all Twos at {ended} ms, with one long hold between them: which round was over before the next one began?',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*import).*busyWait\(/),
    },
    promise: {
      seen: ({ run }) => {
        const [returnedAt] = run.timesOf('returned')
        const after = run.lines.filter(({ at }) => returnedAt !== undefined && at > returnedAt)
        return (
          returnedAt !== undefined &&
          run.heldMs === 0 &&
          run.tasks.length > 0 &&
          after.length > 0 && { returnedAt, after: after.length }
        )
      },
      says: {
        en: 'Whoever called countSync went on at {returnedAt} ms, with {after} lines still to come by {ends} ms: they were given a promise instead of the work. In lesson 4 that will be the point; here the caller has to stay until all is done.',
      },
      line: ({ lineOf }) => lineOf(/\basync\b.*countSync|countSync.*\basync\b|\bPromise\b/),
    },
    callback: {
      seen: ({ run }) => {
        const after = run.lines.filter(({ at }) => at > (run.settledAt ?? Infinity)).length
        return run.trace.ending.kind === 'finished' && after > 0 && { after }
      },
      says: {
        en: 'countSync was back at {settles} ms; lines printed after that, until {ends} ms: {after}. A callback runs when you have left: who stays at the stove until then?',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*import).*(\bsleep\(|setTimeout|setInterval)/),
    },
    literal: {
      seen: ({ run, expected, check, source }) => {
        const rounds = run.timesOf('One').length
        const wanted = expected.filter(({ text }) => text === 'One').length
        return (
          check?.kind === 'print' &&
          rounds > 0 &&
          rounds !== wanted &&
          ignoresTimes(source) && { rounds, wanted }
        )
      },
      says: {
        en: 'Rounds asked for: {wanted}; rounds done: {rounds}. Nothing in your code looks at how many there are to be.',
      },
      line: ({ lineOf }) => lineOf(/\bcountSync\b/),
    },
    zero: {
      seen: ({ run, check }) =>
        check?.kind === 'print' &&
        check.expected.length === 0 &&
        run.lines.length > 0 && { printed: run.lines.length },
      says: {
        en: 'Asked for 0 rounds, it printed {printed} lines: when does your loop first look at `times`?',
      },
    },
    stub: {
      seen: ({ run, expected }) =>
        run.trace.ending.kind === 'finished' &&
        run.error === undefined &&
        run.endsAt === 0 &&
        run.lines.every(({ text }) => text === 'returned') &&
        expected.filter(({ text }) => text === 'One').length > 1,
      says: {
        en: 'Nothing was printed: the loop goes round, and no round does anything yet.',
      },
      line: ({ lineOf }) => lineOf(/TODO/),
    },
  },
}

const LOOK_AT_CLOCK = /\bDate\b|performance|\bnow\(|hrtime/

/** The first parameter of countSync has a name, and stands nowhere else. */
function ignoresTimes(source: string): boolean {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  const [, times] = /countSync\b[^(:]*\(\s*([\p{L}\w$]+)/u.exec(code) ?? []
  const names = code.match(/[\p{L}\w$]+/gu) ?? []
  return times !== undefined && names.filter((name) => name === times).length === 1
}

/** Both texts were printed, and every line of them at 0. */
function allAtOnce({ run }: Clue): boolean {
  return run.timeOf('One') === 0 && run.timeOf('Two') === 0 && run.lines.every(({ at }) => at === 0)
}

/** Every One at one moment, and every Two at one later moment. */
function inTwoBlocks({
  run,
}: Clue): false | { readonly rounds: number; readonly began: number; readonly ended: number } {
  const [ones, twos] = [run.timesOf('One'), run.timesOf('Two')]
  const [began, ended] = [ones[0], twos[0]]
  return (
    began !== undefined &&
    ended !== undefined &&
    ended > began &&
    ones.length > 1 &&
    ones.every((at) => at === began) &&
    twos.every((at) => at === ended) && { rounds: ones.length, began, ended }
  )
}
