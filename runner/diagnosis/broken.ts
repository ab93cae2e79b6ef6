import leven from 'leven'
import type { Clue, Numbers, Rules } from '../diagnosis.ts'
import type { BrokenReason, Ending } from '../trace.ts'
import { lineOfDeclaration } from './source.ts'

type Broken = Extract<Ending, { kind: 'broken' }>

/** Reads what is broken; the sentence for it is told before anything else is looked at. */
const when =
  (reason: BrokenReason, numbers: (broken: Broken) => Numbers = () => ({})) =>
  ({
    run: {
      trace: { ending },
    },
  }: Clue): boolean | Numbers =>
    ending.kind === 'broken' && ending.reason === reason
      ? { detail: ending.detail, ...numbers(ending) }
      : false

/** Files that give no program to judge. */
export const brokenRules = {
  'missing-file': {
    seen: when('missing-file'),
    says: {
      en: 'There is no file {detail}: it was moved, renamed or deleted. `npm run reset` brings the stub back.',
    },
  },
  empty: {
    seen: when('empty'),
    says: {
      en: '{detail} is empty: nothing to run yet. If that was an accident, undo it in your editor, or `npm run reset` brings the stub back.',
    },
  },
  'too-large': {
    seen: when('too-large'),
    says: {
      en: '{detail} is larger than 64 KiB, so it was not read: an answer here fits on one screen.',
    },
  },
  'not-utf8': {
    seen: when('not-utf8'),
    says: {
      en: '{detail} is not saved as UTF-8: some of its bytes are no text in that encoding. Save it again "with encoding UTF-8".',
    },
  },
  'too-deep': {
    seen: when('too-deep'),
    says: {
      en: '{detail} has brackets nested more than 500 deep: one of them was probably never closed, or pasted many times.',
    },
  },
  using: {
    seen: (clue) => lineOfUsing(clue) !== undefined && { node: process.version.slice(1) },
    says: {
      en: 'This Node ({node}) does not know `using` yet: write `try … finally`, and tidy up in `finally`.',
    },
    line: lineOfUsing,
  },
  syntax: {
    seen: when('syntax', ({ detail }) => ({ problem: sentence(detail) })),
    says: { en: 'This file cannot be read as TypeScript: {problem}.' },
  },
  'not-exported': {
    seen: (clue) => lineOfUnexported(clue) !== undefined && when('missing-export')(clue),
    says: { en: '`{detail}` is there, without `export`: the checker cannot find it.' },
    line: lineOfUnexported,
  },
  'missing-export': {
    seen: when('missing-export', ({ detail, known = [] }) => ({
      suggestion: suggestion(detail, known),
    })),
    says: { en: 'The checker looks for an export named `{detail}` and finds none{suggestion}' },
    line: ({ run, lineOf }) => {
      const near = nearest(run.trace.ending)
      return near === undefined ? undefined : lineOf(new RegExp(`\\b${near}\\b`))
    },
  },
  'default-export': {
    seen: when('default-export'),
    says: {
      en: 'This file exports a default; the checker asks for `{detail}` by its name: put `export` in front of the function and leave `default` out.',
    },
    line: ({ lineOf }) => lineOf(/export default/),
  },
  'no-such-export': {
    seen: when('no-such-export', ({ detail }) => importProblem(detail)),
    says: { en: '`{module}` has nothing named `{name}`{kit}.' },
  },
  'unresolved-import': {
    seen: when('unresolved-import'),
    says: { en: 'There is no file "{detail}" to import: an exercise has its own files only.' },
  },
  'refused-import': {
    seen: when('refused-import', ({ detail }) => ({
      instead: INSTEAD[detail.replace(/^node:/, '')] ?? WORK,
    })),
    says: {
      en: '"{detail}" is out of reach here: programs run on a simulated clock, away from disk and network. Use {instead}.',
    },
  },
  'load-failed': {
    seen: when('load-failed'),
    says: { en: 'The file could not be loaded: {detail}.' },
  },
} satisfies Rules

const WAYS_TO_WAIT = '`#kit`, the global timers or `node:timers/promises`'
const WORK = 'what the exercise hands to your function, or `#kit`'

const INSTEAD: Readonly<Record<string, string>> = {
  child_process: WAYS_TO_WAIT,
  worker_threads: WAYS_TO_WAIT,
  cluster: WAYS_TO_WAIT,
}

/** Where the parser gave up at a declaration that newer versions of Node understand. */
function lineOfUsing({ run, lineOf }: Clue): number | undefined {
  const { ending } = run.trace
  if (ending.kind !== 'broken' || ending.reason !== 'syntax') return undefined
  const [, name] = /identifier '(\w+)'/.exec(ending.detail) ?? []
  return name === undefined
    ? undefined
    : lineOf(new RegExp(`^\\s*(?:for\\s*\\(\\s*)?(?:await\\s+)?using\\s+${name}\\b`))
}

/** The parser's words, as the end of a sentence of ours. */
const sentence = (words: string): string =>
  words.charAt(0).toLowerCase() + words.slice(1).replace(/\.$/, '')

function lineOfUnexported({ run, source }: Clue): number | undefined {
  const { ending } = run.trace
  return ending.kind === 'broken' && ending.reason === 'missing-export'
    ? lineOfDeclaration(source, ending.detail)
    : undefined
}

function suggestion(wanted: string, known: readonly string[]): string {
  if (known.length === 0) return ': the file exports nothing.'
  const near = closest(wanted, known)
  return near === undefined
    ? `; it exports ${known.map((name) => `\`${name}\``).join(', ')}.`
    : `; should \`${near}\` be called \`${wanted}\`?`
}

function nearest(ending: Ending): string | undefined {
  return ending.kind === 'broken' ? closest(ending.detail, ending.known ?? []) : undefined
}

function closest(wanted: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, distance: lettersApart(wanted.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  return best && best.distance <= Math.max(2, wanted.length / 3) ? best.name : undefined
}

/** How many letters have to be added, dropped or replaced to turn one text into the other. */
export const lettersApart = (a: string, b: string): number => leven(a, b)

function importProblem(detail: string): Numbers {
  const [, module = 'That module'] = /module '([^']*)'/.exec(detail) ?? []
  const [, name = 'that'] = /export named '([^']*)'/.exec(detail) ?? []
  return {
    module,
    name,
    kit: module === '#kit' ? '; it has `print`, `sleep`, `busyWait` and `now`' : '',
  }
}
