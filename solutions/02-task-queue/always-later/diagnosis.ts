import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'

/** What wrong answers to always-later look like. */
export const diagnosis: Diagnosis = {
  stub: 'always-later/stub',
  spoilers: ['queueMicrotask', 'nextTick', 'setImmediate', '.then('],
  rules: {
    half: {
      seen: ({ run }) => run.lines.some(({ text }) => text === 'asked again') && reads(run) > 1,
      says: {
        en: 'Asked again from inside the answer, it went to the disk once more: the answer had left before you wrote it down.',
      },
      line: ({ lineOf }) => lineOf(/\.set\(/),
    },
    nocache: {
      seen: ({ run }) => {
        const names = run.lines
          .filter(({ text }) => text.startsWith('read '))
          .map(({ text }) => text.slice('read '.length))
        const twice = names.find((name, index) => names.indexOf(name) !== index)
        return twice !== undefined && { name: twice }
      },
      says: {
        en: 'The order is right, and the disk was asked twice for {name}: what was known was not used.',
      },
    },
    stub: {
      seen: ({ run }) => {
        const got = run.lines.find(({ text }, index) => {
          const [, nth] = /^(\w+) got/.exec(text) ?? []
          return (
            nth !== undefined && run.lines.findIndex((line) => line.text === `${nth} asked`) > index
          )
        })
        return got !== undefined && { nth: got.text.slice(0, 3), at: got.at }
      },
      says: {
        en: 'At {at} ms the {nth} answer interrupted its caller: it came before "{nth} asked". The first time, the caller had finished speaking before you answered.',
      },
      line: ({ lineOf }) => lineOf(/^\s*(cb|callback)\(|return cb\(/),
    },
    inside: {
      seen: ({ run }) => run.printsBefore('got it again: text', 'asked again'),
      says: {
        en: 'Asked again from inside the answer, it answered before its caller had finished: the way to memory is still direct there.',
      },
    },
    never: {
      seen: ({ run }) =>
        asked(run) > answered(run) && { asked: asked(run), answered: answered(run) },
      says: {
        en: '{asked} asked, and {answered} were answered: for somebody the call was never made.',
      },
    },
    fake: {
      seen: (clue) => {
        const { run, check } = clue
        if (check?.kind !== 'print-by') return false
        const at = run.timeOf(check.text)
        return at !== undefined && { at, known: check.limitMs - 2, late: at - (check.limitMs - 2) }
      },
      says: {
        en: 'The answer was known at {known} ms, and came {late} ms later: you imitate the slow disk. Later by a turn is late enough.',
      },
      line: ({ lineOf }) => lineOf(/setTimeout\(/),
    },
  },
}

const reads = (run: Clue['run']): number =>
  run.lines.filter(({ text }) => text.startsWith('read ')).length
const asked = (run: Clue['run']): number =>
  run.lines.filter(({ text }) => text.endsWith(' asked')).length
const answered = (run: Clue['run']): number =>
  run.lines.filter(({ text }) => /^\w+ got/.test(text)).length
