import type { Rules } from '../diagnosis.ts'
import { endings } from './endings.ts'
import { faults } from './faults.ts'
import { counts, lines } from './lines.ts'
import { pace, rest } from './pace.ts'
import { values } from './values.ts'

/**
 * What any program can do wrong, in the order of reporting: faults of the code itself, what kept the run from its end, what
 * nobody heard, wrong values, settled too early, ways of waiting, wrong lines, wrong time, wrong order,
 * something left behind.
 */
export const symptoms = {
  ...faults,
  ...endings,
  ...values,
  ...counts,
  ...pace,
  ...lines,
  ...rest,
  prediction: {
    seen: ({ check }) => check?.kind === 'predict',
    says: { en: '{lead}' },
  },
  different: {
    seen: () => true,
    says: { en: 'The run is not what was asked for: compare the two, line by line.' },
  },
} satisfies Rules

/**
 * What is said of a run and does not explain it: when only runs with other numbers show it, a number
 * of the task is probably written into the code.
 */
const unexplained: readonly (keyof typeof symptoms)[] = [
  'wrong-failure',
  'undefined',
  'value',
  'twice',
  'unasked',
  'silent',
  'mute',
  'hasty',
  'other-text',
  'fewer',
  'missing',
  'absent',
  'extra',
  'late',
  'soon',
  'same-moment',
  'order',
  'past-due',
  'slow',
  'over-limit',
  'different',
]

/** What is only the consequence of answering too early or too late, when a later check tells of that. */
const consequences: readonly (keyof typeof symptoms)[] = [
  'undefined',
  'value',
  'hasty',
  'late',
  'soon',
  'slow',
]

/** The rules that say more than this general finding where another check of the run did not hold either. */
export function explainedBy(code: string): Rules {
  const { early, blocked, serial, polling } = pace
  return consequences.some((key) => key === code) ? { early, blocked, serial, polling } : {}
}

export const isUnexplained = (code: string): boolean => unexplained.some((key) => key === code)
