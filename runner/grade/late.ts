import { UsageError } from '../errors.ts'
import { rounded } from './score.ts'

/** What becomes of work that comes after the due date. */
export type LateRule =
  | { readonly kind: 'note' }
  | { readonly kind: 'zero' }
  | {
      readonly kind: 'deduct'
      /** Of the points earned, for each unit begun. */
      readonly percent: number
      readonly unitMs: number
      /** Of the points earned. */
      readonly mostPercent: number
    }

/**
 * Reads a rule: `note`, `zero`, `10%/day`, `5%/hour`, `10%/day,50%` (at most half of the points).
 *
 * @throws UsageError `bad-late-rule`
 */
export function readLateRule(text: string): LateRule {
  if (text === 'note' || text === 'zero') return { kind: text }
  const [, percent, unit, most] =
    /^(\d+(?:\.\d+)?)%\/(day|hour)(?:,(\d+(?:\.\d+)?)%)?$/.exec(text.replaceAll(' ', '')) ?? []
  if (percent === undefined)
    throw new UsageError(
      'bad-late-rule',
      `"${text}" is no rule for late work`,
      'Type note, zero, 10%/day, 5%/hour, or 10%/day,50% for no more than half',
    )
  return {
    kind: 'deduct',
    percent: Number(percent),
    unitMs: unit === 'day' ? DAY_MS : HOUR_MS,
    mostPercent: Math.min(100, most === undefined ? 100 : Number(most)),
  }
}

/** What lateness takes away, as an adjustment; undefined for what came in time. */
export function lateAdjustment(
  { earned, lateMs }: { readonly earned: number; readonly lateMs: number },
  rule: LateRule,
): { readonly why: string; readonly points: number } | undefined {
  if (lateMs <= 0) return undefined
  const why = `${inWords(lateMs)} late`
  switch (rule.kind) {
    case 'note':
      return { why, points: 0 }
    case 'zero':
      return { why, points: rounded(-earned) }
    case 'deduct': {
      const units = Math.ceil(lateMs / rule.unitMs)
      const percent = rounded(Math.min(rule.mostPercent, units * rule.percent))
      return { why: `${why}: ${percent} %`, points: -rounded((earned * percent) / 100) }
    }
    default:
      return rule satisfies never
  }
}

function inWords(ms: number): string {
  const [amount, unit] =
    ms >= DAY_MS
      ? [Math.ceil(ms / DAY_MS), 'day']
      : ms >= HOUR_MS
        ? [Math.ceil(ms / HOUR_MS), 'hour']
        : [Math.ceil(ms / 60_000), 'minute']
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
