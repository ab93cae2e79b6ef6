import type { Clue, Language } from '../diagnosis.ts'
import type { Value } from '../trace.ts'
import { countRight } from './predicted.ts'

/** What is wrong first, line by line; `line` is how the language names that line. */
interface Words {
  readonly right: (count: number) => string
  readonly line: (number: number) => string
  readonly twin: (said: string) => string
  readonly wrong: {
    readonly noList: () => string
    readonly empty: () => string
    readonly malformed: (line: string, form: string) => string
    readonly untimed: (line: string, text: string) => string
    readonly spelling: (line: string, text: string) => string
    readonly text: (line: string, text: string) => string
    readonly time: (line: string, text: string, at: number) => string
    readonly tooMany: (line: string, text: string) => string
    readonly tooFew: () => string
  }
}

/**
 * How far a prediction is right, and which of its lines is the first that is not. It never says what
 * would be right there. Undefined when no prediction was asked for.
 */
export function leadOf({ run, check }: Clue, language: Language): string | undefined {
  if (check?.kind !== 'predict') return undefined
  const { right, line, twin, wrong } = WORDS[language] ?? WORDS.en
  const { predicted, actual, timed } = check
  const count = countRight(check)
  const first = predicted[count]
  const name = line(count + 1)
  const found = (): string => {
    if (!Array.isArray(run.value)) return wrong.noList()
    if (predicted.length === 0) return wrong.empty()
    if (!first) return wrong.tooFew()
    const { text, at } = first
    const written: Value = (run.value as readonly Value[])[count]
    if (!isLine(written)) return wrong.malformed(name, timed ? "[ms, 'text']" : "'text'")
    if (timed && typeof written === 'string') return wrong.untimed(name, text)
    if (actual.length === count) return wrong.tooMany(name, text)
    if (text === actual[count]?.text) return wrong.time(name, text, at)
    const known = actual.map((other) => other.text)
    return !known.includes(text) && known.some((other) => alike(text, other))
      ? wrong.spelling(name, text)
      : wrong.text(name, text)
  }
  const said = `${right(count)}${found()}`
  return check.twin ? twin(said) : said
}

/** Where the first line that is not right stands in the learner's file, counted from 1. */
export function lineOfFirstWrong({ check, source }: Clue): number | undefined {
  if (check?.kind !== 'predict') return undefined
  const list = source.search(check.twin ? /\bpredictionTwin\b\s*[:=]/ : /\bprediction\b\s*[:=]/)
  const count = countRight(check)
  const text = check.predicted[count]?.text
  if (list < 0 || text === undefined) return undefined
  // The same text may stand in lines that are right.
  const before = check.predicted.slice(0, count).filter((line) => line.text === text).length
  let place = list
  for (let found = 0; found <= before; found++) {
    place = source.indexOf(text, place + 1)
    if (place < 0) return undefined
  }
  return source.slice(0, place).split('\n').length
}

const isLine = (line: Value): boolean =>
  typeof line === 'string' ||
  (Array.isArray(line) &&
    line.length === 2 &&
    typeof line[0] === 'number' &&
    typeof line[1] === 'string')

/** The same but for spaces, capitals and signs, with one letter or word too many or too few, or cut short. */
function alike(a: string, b: string): boolean {
  const [short = '', long = ''] = [a, b]
    .map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    .toSorted((one, other) => one.length - other.length)
  return (
    short === long ||
    (short.length >= 4 && long.startsWith(short)) ||
    Array.from(long).some((_, index, letters) => letters.toSpliced(index, 1).join('') === short) ||
    isOneWordShorter(a, b) ||
    isOneWordShorter(b, a)
  )
}

function isOneWordShorter(a: string, b: string): boolean {
  const [short, long] = [a, b].map((text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
  return (
    short !== undefined &&
    long !== undefined &&
    short.length > 0 &&
    long.length === short.length + 1 &&
    long.some((_, index) => long.toSpliced(index, 1).join(' ') === short.join(' '))
  )
}

const WORDS: { readonly en: Words } & Readonly<Partial<Record<Language, Words>>> = {
  en: {
    right: (count) =>
      count === 0
        ? ''
        : count === 1
          ? 'Your first line is right. '
          : `Your first ${count} lines are right. `,
    line: (number) => `Line ${number}`,
    twin: (said) => `In the twin, ${said.charAt(0).toLowerCase()}${said.slice(1)}`,
    wrong: {
      noList: () => 'A prediction is a list: one line of it for each line that the program prints.',
      empty: () =>
        'Nothing is predicted yet: take the program statement by statement, and write down what you see printed.',
      malformed: (line, form) =>
        `${line} is not written as ${form}: is a comma missing, or a quote?`,
      untimed: (line, text) => `${line}, \`${text}\`, does not say when: write [ms, 'text'].`,
      spelling: (line, text) =>
        `${line}, \`${text}\`, is spelled otherwise in the program: texts are compared letter by letter.`,
      text: (line, text) => `${line} is not \`${text}\`.`,
      time: (line, text, at) => `${line} is \`${text}\`, but not at ${at} ms.`,
      tooMany: (line, text) => `${line} is not \`${text}\`: the program is over by then.`,
      tooFew: () => 'That is not all yet: the program goes on printing.',
    },
  },
}
