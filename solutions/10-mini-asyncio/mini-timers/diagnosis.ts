import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Line } from '../../../runner/run.ts'

/** What wrong answers to mini-timers look like. Whoever lets the clock sleep leaves a line. */
export const diagnosis: Diagnosis = {
  stub: 'mini-timers/stub',
  spoilers: ['sleepUntil(', '.sort(', '.splice('],
  rules: {
    stub: {
      seen: ({ run }) => {
        const [, method] = /^TODO mini-timers: (\w+)/.exec(run.error?.message ?? '') ?? []
        return method !== undefined && { method }
      },
      says: { en: '`{method}` is still to be written: the checker called it and met its TODO.' },
      line: ({ lineOf }) => lineOf(/TODO mini-timers/),
    },
    borrowed: {
      seen: ({ run }) => run.events('timer-set').some(({ site }) => site !== undefined),
      says: {
        en: 'This alarm was set with Node, and Node keeps it: your loop came back before it rang, and would not know of it. What does a loop need to remember, and which clock lets it sleep?',
      },
      line: ({ run }) => run.events('timer-set').find(({ site }) => site !== undefined)?.site?.line,
    },
    slowinsert: {
      seen: (clue) =>
        inTheCrowd(clue) &&
        ((clue.run.error?.message ?? '').startsWith('2,000,000 comparisons') ||
          clue.run.trace.ending.kind === 'killed'),
      says: {
        en: 'Ten thousand timers, and your loop is comparing them with one another all the time: the whole list is put in order again for each of them. Only the earliest matters, and a newcomer has one place to go to.',
      },
      line: ({ lineOf }) => lineOf(/\.(?:toS|s)ort(?:ed)?\(|\.filter\(|\.reduce\(|Math\.min/),
    },
    poll: {
      seen: (clue) => {
        const wanted = sleepsIn(clue.expected).length
        const moments = sleepsIn(clue.run.lines).map(({ until }) => until)
        const times = new Set(moments).size
        return times >= wanted + FEWEST_LOOKS && { times, wanted }
      },
      says: {
        en: 'Your loop went to sleep {times} times where {wanted:once|twice|# times} would do: it wakes up again and again to look at the clock. Could it be woken when it is time?',
      },
      line: ({ lineOf }) => lineOf(/sleepUntil/),
    },
    spins: {
      seen: ({ run: { trace } }) =>
        trace.ending.kind === 'killed' || trace.ending.kind === 'ran-away',
      says: {
        en: 'Your loop did not come back from a turn: it goes round and round, and nobody moves the clock on meanwhile. Who lets time pass when there is nothing to do?',
      },
    },
    remaining: {
      seen: (clue) => {
        const wanted = sleepsIn(clue.expected)
        const back = sleepsIn(clue.run.lines).find(
          ({ at, until }) =>
            until <= at && wanted.some((sleep) => sleep.at === at && sleep.until === at + until),
        )
        return back !== undefined && { at: back.at, until: back.until }
      },
      says: {
        en: 'At {at} ms your loop asked the clock to sleep until {until} ms: that is how long the sleep was to be. The clock asks for the moment at which it should end.',
      },
      line: ({ lineOf }) => lineOf(/sleepUntil/),
    },
    backwards: {
      seen: (clue) => {
        const back = sleepsIn(clue.run.lines).find(({ at, until }) => until <= at)
        return back !== undefined && { at: back.at, until: back.until }
      },
      says: {
        en: 'At {at} ms your loop asked the clock to sleep until {until} ms. That moment is past: what is overdue needs no sleep, it is ready.',
      },
      line: ({ lineOf }) => lineOf(/sleepUntil/),
    },
    sleepbusy: {
      seen: (clue) => {
        const [first] = clue.run.lines
        return (
          endedWell(clue) &&
          first !== undefined &&
          sleepsIn([first]).length === 1 &&
          clue.expected.some(({ at }) => at === 0) &&
          sleepsIn(clue.expected.slice(0, 1)).length === 0 && {
            until: sleepsIn([first])[0]?.until ?? 0,
          }
        )
      },
      says: {
        en: 'There was work on the table, and your loop went to sleep first, until {until} ms. When may it sleep?',
      },
      line: ({ lineOf }) => lineOf(/sleepUntil/),
    },
    cancelwakes: {
      seen: (clue) => {
        const wanted = sleepsIn(clue.expected).map(({ until }) => until)
        const extra = sleepsIn(clue.run.lines).find(({ until }) => !wanted.includes(until))
        return (
          endedWell(clue) &&
          extra !== undefined &&
          !clue.run.lines.some(({ at, text }) => at === extra.until && isWork(text)) && {
            until: extra.until,
          }
        )
      },
      says: {
        en: 'Your loop slept until {until} ms, and there was nothing to do then: the timer that was due had been called off. Is that still a reason to wake up?',
      },
      line: ({ lineOf }) => lineOf(/sleepUntil/),
    },
    deaf: {
      seen: (clue) => {
        const ran = clue.run.lines.find(
          ({ text }) => isWork(text) && !clue.expected.some((line) => line.text === text),
        )
        return endedWell(clue) && ran !== undefined && { text: ran.text, at: ran.at }
      },
      says: { en: '"{text}" was called off before it was due, and ran all the same, at {at} ms.' },
      line: ({ lineOf }) => lineOf(/cancel/),
    },
    starved: {
      seen: (clue) => endedWell(clue) && came(clue, 'A2', 'later0') && came(clue, 'A', 'B'),
      says: {
        en: 'A2 was asked for during a turn, and ran before a timer that was due already: your loop looks at its timers only when nothing is ready. That was the rule of the toy loop, and it lets busy callbacks keep every timer waiting.',
      },
      line: ({ lineOf }) => lineOf(/ready\.length/),
    },
    front: {
      seen: (clue) => endedWell(clue) && came(clue, 'later0', 'A'),
      says: {
        en: '"later0" ran before A, which had been in line before: a timer that is due goes to the end of the line, like everybody else.',
      },
    },
    unstable: {
      seen: (clue) => {
        const pair = TIES.find(([first, second]) => came(clue, second, first))
        return endedWell(clue) && pair !== undefined && { first: pair[0], second: pair[1] }
      },
      says: {
        en: 'Two alarms for the same moment rang in the wrong order: "{second}" before "{first}", which had been asked for first.',
      },
      line: ({ lineOf }) => lineOf(/\.(?:toS|s)ort(?:ed)?\(|findIndex|\.due\b/),
    },
    onebyone: {
      seen: (clue) =>
        endedWell(clue) &&
        came(clue, 'one', 'two') &&
        (came(clue, 'soon, from one', 'two') || came(clue, 'soon, from one', 'four')),
      says: {
        en: 'Four timers were due together, and what the first of them asked for came before the last of them: all that is due when a turn begins takes part in that turn.',
      },
      line: ({ lineOf }) => lineOf(/\.shift\(/),
    },
    insertion: {
      seen: (clue) =>
        endedWell(clue) && (came(clue, 'c', 'a') || came(clue, 'due at 300', 'due at 200')),
      says: {
        en: 'A timer that was due later ran before one that was due earlier, which had been asked for after it. Of all that wait, which is next?',
      },
    },
    clockback: {
      seen: ({ run, expected }) => {
        const wanted = expected.find(({ text }) => text === AFTER_BUSY)?.at
        const at = run.timeOf(AFTER_BUSY)
        return at !== undefined && wanted !== undefined && at < wanted && { at, wanted }
      },
      says: {
        en: 'At 500 ms a callback asked for something in 100 ms, and it came at {at} ms: your loop did not count from 500. From which moment did it count, and who knows what time it is?',
      },
      line: ({ lineOf }) => lineOf(/(?:now|time)\s*=[^=>]|\bdue:/i),
    },
    denied: {
      seen: (clue) =>
        endedWell(clue) &&
        clue.run.lines.at(-1)?.text === 'b' &&
        clue.run.settledAt === 100 &&
        clue.expected.some(({ text }) => text === 'c'),
      says: {
        en: 'At 100 ms a and b ran, and `runOnce` said that in this turn there was nothing: nobody turned your loop any more, with c still to come. How do callbacks get into the turn?',
      },
      line: ({ lineOf }) => lineOf(/return /),
    },
  },
}

interface Sleep {
  readonly at: number
  readonly until: number
}

const sleepsIn = (lines: readonly Line[]): readonly Sleep[] =>
  lines.flatMap(({ at, text }) => {
    const [, until] = /^sleeps until (-?[\d.]+) ms$/.exec(text) ?? []
    return until === undefined ? [] : [{ at, until: Number(until) }]
  })

const isWork = (text: string): boolean => !text.startsWith('sleeps')

const endedWell = ({ run }: Clue): boolean => run.trace.ending.kind === 'finished' && !run.error

/** `text` was printed, and `other` was not printed before it. */
function came({ run, expected }: Clue, text: string, other: string): boolean {
  if (!expected.some((line) => line.text === text)) return false
  const texts = run.lines.map((line) => line.text)
  const place = texts.indexOf(text)
  return place >= 0 && texts.includes(other) && place < texts.indexOf(other)
}

/** The test with ten thousand timers. */
const inTheCrowd = ({ data }: Clue): boolean => data.length === 1 && typeof data[0] === 'number'

/** Timers of the suite that are due together. */
const TIES = [
  ['a', 'b'],
  ['one', 'two'],
  ['one', 'three'],
  ['one', 'four'],
  ['two', 'three'],
  ['two', 'four'],
  ['three', 'four'],
] as const

/** What the suite's overdue callback asks for. */
const AFTER_BUSY = '100 ms after that'

/** Going to sleep this often more than needed is looking at the clock. */
const FEWEST_LOOKS = 5
