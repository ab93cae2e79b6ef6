import type { Clue, Numbers, Rules } from '../diagnosis.ts'
import type { Failure } from '../trace.ts'
import { shorten } from './values.ts'

/** Faults of the code itself, which have little to do with time, and hide what has. */
export const faults = {
  'no-method': {
    seen: (clue) => missingMethod(clue) ?? false,
    says: {
      en: 'Your `{name}` has no `{method}`, which was called at {at} ms: how is it spelled in the task?',
    },
    line: (clue) => {
      const name = missingMethod(clue)?.name
      return name === undefined ? undefined : clue.lineOf(new RegExp(`\\bclass\\s+${name}\\b`))
    },
  },
  'broke-off': {
    seen: (clue) => brokeOff(clue) ?? false,
    says: {
      en: 'Your own code broke off: "{what}". Somebody caught that, and took it for a failure of the work.',
    },
    line: (clue) => {
      const name = brokeOff(clue)?.name
      return name === undefined ? undefined : clue.lineOf(new RegExp(`\\b${name}\\b`))
    },
  },
  'no-error': {
    seen: ({ run, check }) =>
      check?.kind === 'reject' &&
      run.error !== undefined &&
      isBare(run.error) && { wanted: check.expected, what: shorten(run.error.message, LONGEST) },
    says: {
      en: 'The caller should hear of an Error "{wanted}"; what was thrown is {what}, and that is no Error.',
    },
  },
} satisfies Rules

/** The suite calls a method of the learner's class, and there is none of this name. */
function missingMethod({
  run,
  program,
  source,
}: Clue): { readonly name: string; readonly method: string; readonly at: number } | undefined {
  const { ending } = run.trace
  const heard = [
    ...(ending.kind === 'threw' ? [{ at: ending.at, failure: ending.failure }] : []),
    ...(run.error ? [{ at: run.settledAt ?? run.endsAt, failure: run.error }] : []),
    ...run.unobserved,
  ]
  for (const { at, failure } of heard) {
    const [, object = '', method] = NO_METHOD.exec(failure.message) ?? []
    // With a place of its own it is a call of the learner's.
    if (method === undefined || failure.site) continue
    const [, name] = new RegExp(`\\b${object}\\s*=\\s*new\\s+(\\w+)`).exec(program) ?? []
    if (name !== undefined && new RegExp(`\\bclass\\s+${name}\\b`).test(source))
      return { name, method, at }
  }
  return undefined
}

/** JavaScript's own words about the learner's code, in a line or in a value that should say something else. */
function brokeOff({
  run,
  check,
  expected,
  source,
}: Clue): (Numbers & { readonly name: string }) | undefined {
  const wanted = new Set(expected.map(({ text }) => text))
  const said = [
    ...run.lines.filter(({ text }) => !wanted.has(text)).map(({ text }) => text),
    ...(check?.kind === 'return' ? [JSON.stringify(run.value) ?? ''] : []),
    ...(check?.kind === 'reject' && run.error ? [run.error.message] : []),
  ]
  for (const text of said) {
    const [what, object, property] = BROKEN_CODE.exec(text) ?? []
    const name = object?.split('.').at(-1) ?? property
    if (what !== undefined && name !== undefined && new RegExp(`\\b${name}\\b`).test(source))
      return { what, name }
  }
  return undefined
}

/** A text, a number, `undefined` … that was thrown: it arrives without a name, as Node would show it. */
const isBare = ({ name, message }: Failure): boolean =>
  name === '' && /^(?:['"`].*['"`]|undefined|null|true|false|-?\d+)$/s.test(message)

const NO_METHOD = /^(\w+)\.(\w+) is not a function$/

const BROKEN_CODE =
  /\b(\w+(?:\.\w+)*) is not (?:defined|a function|a constructor|iterable)|Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '(\w+)'\)/

const LONGEST = 80
