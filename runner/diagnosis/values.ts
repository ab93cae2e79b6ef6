import { inspect } from 'node:util'
import type { Clue, Rules } from '../diagnosis.ts'
import type { Value } from '../trace.ts'

/** A value that is not what was asked for. */
export const values = {
  'promise-as-value': {
    seen: (clue) =>
      (clue.check?.kind === 'return' && holdsPromise(clue.run.value)) || lineWithPromise(clue) >= 0,
    says: {
      en: 'You passed on the parcel slip instead of the parcel: a promise stands where its value should be.',
    },
    line: (clue) => clue.run.lineOfPrint(lineWithPromise(clue))?.site?.line,
  },
  undefined: {
    seen: ({ run, check }) =>
      check?.kind === 'return' &&
      check.expected !== undefined &&
      run.value === undefined && { wanted: renderValue(check.expected) },
    says: { en: 'It was done at {settles} ms and brought nothing, where {wanted} was asked for.' },
  },
  value: {
    seen: ({ run, check }) =>
      check?.kind === 'return' && {
        got: renderValue(run.value),
        wanted: renderValue(check.expected),
      },
    says: { en: 'What came back is {got}, where {wanted} was asked for.' },
  },
} satisfies Rules

/** As Node shows it, on one line; what could not leave the sandbox is described, e.g. `<a pending promise>`. */
export function renderValue(value: Value): string {
  const shown = inspect(described(value), { breakLength: Infinity, depth: Infinity, compact: true })
  return shorten(shown, LONGEST_VALUE)
}

export const shorten = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text

function described(value: Value): unknown {
  if (isList(value)) return value.map(described)
  if (typeof value !== 'object' || value === null) return value
  if (isUnportable(value)) return { [inspect.custom]: () => `<${value.unportable}>` }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, described(member)]))
}

const lineWithPromise = ({ run, expected }: Clue): number =>
  run.lines.findIndex(
    ({ text }) => SHOWN_PROMISE.test(text) && !expected.some((line) => line.text === text),
  )

function holdsPromise(value: Value): boolean {
  if (isList(value)) return value.some(holdsPromise)
  if (typeof value !== 'object' || value === null) return false
  if (isUnportable(value)) return /^a \w+ promise$/.test(value.unportable)
  return Object.values(value).some(holdsPromise)
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

const isUnportable = (value: object): value is { readonly unportable: string } =>
  'unportable' in value && typeof value.unportable === 'string'

const SHOWN_PROMISE = /\[object Promise\]|^Promise \{|\bPromise \{ </

const LONGEST_VALUE = 200
