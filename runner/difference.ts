import { diffLines } from 'diff'
import { fold, paints, visible, wrap } from './terminal.ts'

/** What a learner wrote, and the model solution. */
export interface Sources {
  readonly mine: string
  readonly solution: string
}

/** The model solution merged with the learner's file: `+` only in the solution, `-` only in yours. */
export function renderDifference(
  { mine, solution }: Sources,
  { columns, colour }: { readonly columns: number; readonly colour: boolean },
): string[] {
  const { green, red, dim } = paints(colour)
  const changes = diffLines(lines(mine), lines(solution))
  const listing = changes.flatMap(({ value, added, removed }) => {
    const mark = added ? '+ ' : removed ? '- ' : '  '
    const shade = added ? green : removed ? red : String
    return value
      .replace(/\n$/, '')
      .split('\n')
      .flatMap((line) => fold(visible(line.replaceAll('\t', '  ')), columns - mark.length))
      .map((line) => shade((mark + line).trimEnd()))
  })
  const same = changes.every(({ added, removed }) => !added && !removed)
  const legend = same
    ? 'Yours is the model solution, line for line.'
    : 'The model solution next to yours: + is only in the solution, - is only in yours.'
  return [...wrap(legend, columns).map(dim), '', ...listing]
}

/** The file's lines, whatever ends them. */
const lines = (text: string): string =>
  `${text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .trimEnd()}\n`
