import { median, p95, ratio } from './statistics.ts'

export interface Row {
  /** What was measured here … */
  readonly what: string
  readonly ours: readonly number[]
  /** … and against what. */
  readonly against: string
  readonly theirs: readonly number[]
  readonly aim: Aim
}

export type Aim =
  | { readonly kind: 'times-as-fast'; readonly least: number }
  | { readonly kind: 'share-of-its-time'; readonly most: number }
  | { readonly kind: 'ms'; readonly most: number }
  | { readonly kind: 'none' }

/** A Markdown table, and one line on the aims that were missed. */
export function renderTable(rows: readonly Row[]): string[] {
  const aimed = rows.filter(({ aim }) => aim.kind !== 'none')
  const missed = aimed.filter((row) => !isMet(row)).length
  return [
    '| | here | against | there | ratio | aim | samples |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(renderRow),
    '',
    missed === 0
      ? `All ${aimed.length} aims are met.`
      : `**${missed} of ${aimed.length} aims ${missed === 1 ? 'is' : 'are'} missed.**`,
  ]
}

function renderRow(row: Row): string {
  const { what, ours, against, theirs } = row
  const cells = [
    what,
    renderSamples(ours),
    against,
    renderSamples(theirs),
    renderRatio(row),
    renderAim(row),
    `${ours.length} + ${theirs.length}`,
  ]
  return `| ${cells.join(' | ')} |`
}

const renderSamples = (samples: readonly number[]): string =>
  `${inShort(median(samples))} ms, p95 ${inShort(p95(samples))} ms`

function renderRatio({ ours, theirs, aim }: Row): string {
  return aim.kind === 'times-as-fast'
    ? `${inShort(ratio(ours, theirs))} times as fast`
    : `${inShort(ratio(theirs, ours))} × its time`
}

function renderAim(row: Row): string {
  const wanted = renderWanted(row.aim)
  return wanted === '' ? 'none' : `${wanted}: ${isMet(row) ? 'met' : '**missed**'}`
}

function renderWanted(aim: Aim): string {
  switch (aim.kind) {
    case 'times-as-fast':
      return `≥ ${aim.least} times`
    case 'share-of-its-time':
      return `≤ ${aim.most} × its time`
    case 'ms':
      return `≤ ${aim.most} ms`
    case 'none':
      return ''
    default:
      return aim satisfies never
  }
}

function isMet({ ours, theirs, aim }: Row): boolean {
  switch (aim.kind) {
    case 'times-as-fast':
      return ratio(ours, theirs) >= aim.least
    case 'share-of-its-time':
      return ratio(theirs, ours) <= aim.most
    case 'ms':
      return median(ours) <= aim.most
    case 'none':
      return true
    default:
      return aim satisfies never
  }
}

/** Three digits that count. */
const inShort = (value: number): string => String(Number(value.toPrecision(3)))
