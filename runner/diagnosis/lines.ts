import type { Clue, Numbers, Rule, Rules } from '../diagnosis.ts'
import { absentText, lacking, textInstead } from './lacking.ts'
import { countOf, firstAstray, textsAskedFor } from './match.ts'
import { ownCall } from './source.ts'
import { shorten } from './values.ts'

/** Lines that came too often, and the silence where there should be some. */
export const counts = {
  'self-started': {
    seen: (clue) => {
      const call = ownCall(clue.source)
      const doubled = surplus(clue) ?? unasked(clue)
      return doubled !== undefined && call !== undefined && { name: call.name }
    },
    says: {
      en: 'Your file runs `{name}` by itself when it is loaded: the checker calls it for you.',
    },
    line: ({ source }) => ownCall(source)?.line,
  },
  twice: {
    ...telling(surplus),
    says: { en: `"{text}" came ${often('times')}, ${often('wanted')} would be right.` },
  },
  unasked: {
    ...telling(unasked),
    says: { en: 'Nothing was to be printed here, and "{text}" was, at {at} ms.' },
  },
  silent: {
    seen: (clue) => {
      const { exact, texts } = textsAskedFor(clue)
      return exact && texts.length > 0 && clue.run.lines.length === 0 && { count: texts.length }
    },
    says: { en: 'Nothing was printed at all; {count:# line was|# lines were} expected.' },
  },
  mute: {
    seen: (clue) => clue.run.lines.length === 0 && (absentText(clue) ?? false),
    says: { en: 'Nothing was printed at all; "{text}" was expected {place}.' },
  },
} satisfies Rules

/** Lines with other texts, then lines at other moments, then lines in another order. */
export const lines = {
  'other-text': {
    ...telling(otherText),
    says: { en: '"{text}" was printed where "{want}" was expected.' },
  },
  fewer: {
    ...telling((clue) => {
      const { text, wanted } = lacking(clue) ?? { text: '', wanted: 0 }
      const times = clue.run.timesOf(text).length
      return at(clue, indexOf(clue, text), { times, wanted })
    }),
    says: { en: `"{text}" came ${often('times')}, ${often('wanted')} would be right.` },
  },
  missing: {
    seen: (clue) => {
      const text = lacking(clue)?.text
      const expected = clue.expected.find((line) => line.text === text)
      return (
        clue.check?.kind === 'print' &&
        expected !== undefined && { text: shown(expected.text), at: expected.at }
      )
    },
    says: { en: '"{text}" is missing: it was expected at {at} ms.' },
  },
  absent: {
    seen: (clue) => absentText(clue) ?? false,
    says: { en: '"{text}" is missing: it was expected {place}.' },
  },
  extra: {
    ...telling((clue) => {
      const { check } = clue
      if (check?.kind !== 'print') return undefined
      const known = check.expected.map(({ text }) => text)
      return at(
        clue,
        clue.run.lines.findIndex(({ text }) => !known.includes(text)),
      )
    }),
    says: { en: '"{text}" was printed at {at} ms, and was not asked for.' },
  },
  late: {
    ...telling((clue) => astray(clue, ({ at: came, wanted }) => came > wanted)),
    says: { en: '"{text}" was expected at {wanted} ms and came at {at} ms: what kept it?' },
  },
  soon: {
    ...telling((clue) => astray(clue, ({ at: came, wanted }) => came < wanted)),
    says: {
      en: '"{text}" was expected at {wanted} ms and came at {at} ms already: what should it have waited for?',
    },
  },
  'same-moment': {
    ...telling((clue) => {
      const { check, run } = clue
      if (check?.kind !== 'print') return undefined
      const index = run.lines.findIndex(({ text }, place) => text !== check.expected[place]?.text)
      const want = check.expected[index]?.text
      return want === undefined ? undefined : at(clue, index, { want: shown(want) })
    }),
    says: {
      en: 'Right lines at the right moments, but at {at} ms "{text}" came before "{want}": what let it go first?',
    },
  },
  order: {
    ...telling(disordered),
    says: { en: '"{text}" came before "{want}": what should "{text}" have waited for?' },
  },
  'past-due': {
    ...telling(({ check, ...clue }) =>
      check?.kind === 'print-by'
        ? at(clue, indexOf(clue, check.text), { limit: check.limitMs })
        : undefined,
    ),
    says: { en: '"{text}" came at {at} ms, and {limit} ms would have been the latest.' },
  },
} satisfies Rules

/** What was found, and in which line of the run. */
type Found = Numbers & { readonly index: number }

/** A rule that points at the code that printed what it is about. */
function telling(find: (clue: Clue) => Found | undefined): Omit<Rule, 'says'> {
  return {
    seen: (clue) => find(clue) ?? false,
    line: (clue) => {
      const found = find(clue)
      return found && clue.run.lineOfPrint(found.index)?.site?.line
    },
  }
}

/** The `index`-th line of the run: `{text}` came at `{at}`. */
function at({ run }: Pick<Clue, 'run'>, index: number, more: Numbers = {}): Found | undefined {
  const line = run.lines[index]
  return line && { ...more, index, text: shown(line.text), at: line.at }
}

function indexOf({ run }: Pick<Clue, 'run'>, text: string, nth = 0): number {
  const places = run.lines.flatMap((line, index) => (line.text === text ? [index] : []))
  return places[nth] ?? -1
}

/** A text that came more often than it should, and the first line that is one too many. */
function surplus(clue: Clue): Found | undefined {
  const { exact, texts } = textsAskedFor(clue)
  if (!exact) return undefined
  for (const text of texts) {
    const [times, wanted] = [clue.run.timesOf(text).length, countOf(text, texts)]
    if (times > wanted) return at(clue, indexOf(clue, text, wanted), { times, wanted })
  }
  return undefined
}

function unasked(clue: Clue): Found | undefined {
  const { check } = clue
  return check?.kind === 'print' && check.expected.length === 0 ? at(clue, 0) : undefined
}

function otherText(clue: Clue): Found | undefined {
  const slip = textInstead(clue)
  return slip && at(clue, slip.index, { want: shown(slip.want) })
}

function astray(
  clue: Clue,
  holds: (moments: { readonly at: number; readonly wanted: number }) => boolean,
): Found | undefined {
  const found = firstAstray(clue)
  if (!found || !holds(found)) return undefined
  return at(clue, found.index, { wanted: found.wanted })
}

function disordered(clue: Clue): Found | undefined {
  const { check, run } = clue
  if (check?.kind === 'print-before')
    return at(clue, indexOf(clue, check.second), { want: shown(check.first) })
  if (check?.kind !== 'print-sequence') return undefined
  const places = run.lines.flatMap(({ text }, index) => (check.texts.includes(text) ? [index] : []))
  const nth = places.findIndex((index, place) => run.lines[index]?.text !== check.texts[place])
  const [index, want] = [places[nth], check.texts[nth]]
  return index === undefined || want === undefined
    ? undefined
    : at(clue, index, { want: shown(want) })
}

const shown = (text: string): string => shorten(text, LONGEST_TEXT)

/** The placeholder for how often something came. */
function often(name: string): string {
  return `{${name}:once|twice|# times}`
}

const LONGEST_TEXT = 60
