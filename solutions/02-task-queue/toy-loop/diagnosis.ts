import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to toy-loop look like. The lines begin with the time on the toy's own clock. */
export const diagnosis: Diagnosis = {
  stub: 'toy-loop/stub',
  spoilers: ['.sort(', 'shift()'],
  rules: {
    poll: {
      seen: ({ run: { trace } }) => trace.ending.kind === 'killed',
      says: {
        en: 'Your loop walks through eleven days, step by step, and was stopped on the way. A real one asks once to be woken at the right moment, and sleeps.',
      },
    },
    stub: {
      seen: ({ run }) =>
        run.lines.length === 1 && /^(0|undefined) callbacks$/.test(run.lines[0]?.text ?? ''),
      says: { en: '`run` ran nothing yet: keep what you are asked for, and then work it off.' },
    },
    early: {
      seen: (clue) =>
        clue.run.printsBefore('later', 'not yet') ||
        (ranBefore(clue, '0 ms later', 'soon, from early') &&
          ranBefore(clue, '0 ms later', 'early, asked for second')),
      says: {
        en: 'A callback that was asked for later ran at once, in the middle of its caller: asking for it only writes it down.',
      },
      line: ({ lineOf }) => lineOf(/\bfn\(\)/),
    },
    direct: {
      seen: ({ run }) =>
        run.printsBefore('0 soon 3', '0 soon 2') || run.printsBefore('soon', 'not yet'),
      says: {
        en: '"Soon" came at once, while its caller was still speaking: it means after whoever is running has finished.',
      },
      line: ({ lineOf }) => lineOf(/^\s*fn\(\)/),
    },
    insertion: {
      seen: (clue) =>
        ranBefore(clue, 'late', 'early') ||
        ranBefore(clue, 'due at 30', 'done with 500 ms of work'),
      says: {
        en: 'A callback that was due later ran before one that was due earlier: they came in the order in which they were asked for. Which of those that wait is next?',
      },
    },
    duenow: {
      seen: ({ run }) => {
        const all = times(run)
        const place = all.findIndex(({ at }, index) => at < (all[index - 1]?.at ?? 0))
        const [before, back] = [all[place - 1], all[place]]
        return (
          before !== undefined &&
          back !== undefined && { from: before.at, to: back.at, text: back.text }
        )
      },
      says: {
        en: 'At "{text}" the clock went back from {from} to {to}. Time does not: milliseconds count from the moment of the call, and what is overdue runs now.',
      },
      line: ({ lineOf }) => lineOf(/now\s*=[^=]/),
    },
    snapshot: {
      seen: (clue) =>
        ranBefore(clue, 'early', 'soon 3') ||
        (ranBefore(clue, 'early', 'early, asked for second') &&
          ranBefore(clue, 'early, asked for second', 'soon, from early')),
      says: {
        en: 'Something that was asked for "soon" had to wait for a timer: what is added while you work is ready, too.',
      },
    },
    relative: {
      seen: ({ run, expected }) => {
        const late = times(run).find(({ at, text }) =>
          expected.some(
            (line) => line.text.endsWith(` ${text}`) && at > Number(line.text.split(' ', 1)[0]),
          ),
        )
        const due = late && expected.find((line) => line.text.endsWith(` ${late.text}`))
        return (
          late !== undefined &&
          due !== undefined && {
            text: late.text,
            at: late.at,
            due: due.text.split(' ', 1)[0] ?? '',
          }
        )
      },
      says: {
        en: '"{text}" ran at {at} and was due at {due}: your delays add up, and each was counted from the moment of its own call.',
      },
      line: ({ lineOf }) => lineOf(/now\s*\+=|now\s*=\s*this\.now\s*\+/),
    },
    ties: {
      seen: (clue) =>
        ranBefore(clue, 'early, asked for second', 'early') ||
        ranBefore(clue, '0 ms later', 'early, asked for second'),
      says: {
        en: 'Two were due at the same moment, and the one that was asked for second ran first.',
      },
    },
    crowd: {
      seen: ({ run, check }) =>
        check?.kind === 'return' &&
        typeof run.value === 'number' &&
        run.value >= 0 && { nth: run.value + 1 },
      says: {
        en: 'In a crowd of 200 callbacks that ask for more, number {nth} is the first that does not come as it should. What holds for nine does not hold for many: where does your loop count, or compare?',
      },
    },
    count: {
      seen: ({ run, expected }) => {
        const [got, wanted] = [run.lines.at(-1)?.text, expected.at(-1)?.text]
        return (
          got !== undefined &&
          wanted !== undefined &&
          got !== wanted &&
          /callbacks/.test(got) &&
          sameBut(run, expected) && { got, wanted }
        )
      },
      says: {
        en: 'The order is right and the count is not: `run` says {got}, and it was {wanted}.',
      },
      line: ({ lineOf }) => lineOf(/return/),
    },
  },
}

/** The lines with the toy's own time and the text after it. */
const times = (run: Clue['run']): { at: number; text: string }[] =>
  run.lines.flatMap(({ text }) => {
    const [, at, rest] = /^(\d+) (?!callbacks)(.*)$/.exec(text) ?? []
    return at !== undefined && rest !== undefined ? [{ at: Number(at), text: rest }] : []
  })

function ranBefore({ run }: Clue, first: string, second: string): boolean {
  const texts = times(run).map(({ text }) => text)
  return (
    texts.includes(first) && texts.includes(second) && texts.indexOf(first) < texts.indexOf(second)
  )
}

const sameBut = (run: Clue['run'], expected: Clue['expected']): boolean =>
  run.lines.length === expected.length &&
  run.lines.slice(0, -1).every(({ text }, index) => text === expected[index]?.text)
