import type { BrokenReason, Ending, Failure, LimitName, Settled, Site } from '../trace.ts'

/** How a run ended, in a few plain words; undefined when it just came to its end. Not defused. */
export function howItEnded(ending: Ending): string | undefined {
  switch (ending.kind) {
    case 'finished':
      return undefined
    case 'never-settles':
      return 'never settles'
    case 'threw':
      return `threw ${inWords(ending.failure)}${inLine(ending.failure.site)}`
    case 'ran-away':
      return `ran away: more than ${LIMITS[ending.limit](ending.allowed)}${inLine(ending.site)}`
    case 'killed':
      return ending.reason === 'stuck'
        ? `stuck${ending.site ? ` at line ${ending.site.line}` : ': it never gave the thread back'}`
        : 'its process died'
    case 'exited':
      return `exited with code ${ending.code}${inLine(ending.site)}`
    case 'broken':
      return `no program to run: ${BROKEN[ending.reason]}`
    default:
      return ending satisfies never
  }
}

/** `settled`, or what it was rejected with. Not defused. */
export const howItSettled = ({ result }: Settled): string =>
  result.kind === 'fulfilled' ? 'settled' : `failed: ${inWords(result.failure)}`

/** Both parts are the learner's: an error may have no name or no message. */
export const inWords = ({ name, message }: Failure): string =>
  [name, message].filter((part) => part !== '').join(': ') || 'something without a name'

export const inLine = (site: Site | undefined): string => (site ? ` (line ${site.line})` : '')

const count = (allowed: number): string => allowed.toLocaleString('en')

const LIMITS: Readonly<Record<LimitName, (allowed: number) => string>> = {
  'wake-ups': (allowed) => `${count(allowed)} wake-ups`,
  'simulated-time': (allowed) => `${count(allowed / 3_600_000)} simulated hours`,
  lines: (allowed) => `${count(allowed)} lines`,
  'output-bytes': (allowed) => `${count(allowed)} characters printed`,
  events: (allowed) => `${count(allowed)} events`,
  memory: (allowed) => `${count(allowed)} MiB of memory`,
  'clock-reads': (allowed) => `${count(allowed)} looks at the clock`,
}

const BROKEN: Readonly<Record<BrokenReason, string>> = {
  'program-closes-over': 'the suite hands over a function that uses something from outside',
  syntax: 'TypeScript cannot read the file',
  'missing-export': 'an export is missing',
  'default-export': 'the export has no name',
  'no-such-export': 'an imported name does not exist',
  'unresolved-import': 'an import was not found',
  'refused-import': 'an import is not allowed here',
  'not-utf8': 'the file is not UTF-8 text',
  empty: 'the file is empty',
  'too-large': 'the file is too large',
  'too-deep': 'the file is nested too deeply',
  'missing-file': 'the file is missing',
  'load-failed': 'the file fails while it is loaded',
}
